package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What many dependencies fail on, of this policy and of others.
 *
 * @param name of the thing itself, an address or a host that this dependency uses
 * @param reason for which all of them fail
 * @param atLeast how many they are, rounded down to steps so that it seldom changes
 */
public record Common(Kind kind, String name, Reason reason, int atLeast) {

    private static final Pattern TEXT =
            Pattern.compile("(?:^|; )one of (\\d{1,9}) or more that fail on .*$");

    private static final Pattern DISPLAY = Pattern.compile("([A-Za-z]+)/(.+)");

    /** What a dependency needs that others may need too, the widest first. */
    public enum Kind {
        NameServer("name server"),
        AddressFamily("address family"),
        Host("host");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** {@code NameServer/10.96.0.10}, as findings name what they are about. */
    public String display() {
        return kind + "/" + name;
    }

    /** {@code name server 10.96.0.10}. */
    public String words() {
        return kind.words() + " " + name;
    }

    /** What a dependency's message says of it, after what is the dependency's own. */
    String sentence(String own) {
        return "%s%sone of %d or more that fail on %s"
                .formatted(own, own.isEmpty() ? "" : "; ", atLeast, words());
    }

    /** What {@link #sentence} was given. */
    static String own(String sentence) {
        return TEXT.matcher(sentence).replaceFirst("");
    }

    /**
     * As read back from what was told; empty for any other text.
     *
     * @param display as {@link #display()} wrote it
     * @param sentence as {@link #sentence} wrote it
     */
    static Optional<Common> parse(String display, Reason reason, String sentence) {
        Matcher parts = DISPLAY.matcher(display);
        Matcher count = TEXT.matcher(sentence);
        if (!parts.matches() || !count.find()) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(parts.group(1)))
                .findFirst()
                .map(
                        kind ->
                                new Common(
                                        kind,
                                        parts.group(2),
                                        reason,
                                        Integer.parseInt(count.group(1))));
    }
}
