package dev.connectivity.diagnose;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL of a web server as somebody wrote it, taken apart so that its port can be exchanged and
 * nothing else changes.
 *
 * @param userInfo what stands before the host, with its {@code @}; else empty
 * @param host as written, an IPv6 address in brackets
 * @param rest path, query and fragment
 */
record UrlText(String scheme, String userInfo, String host, OptionalInt port, String rest) {

    private static final Set<String> OVER_TLS = Set.of("https", "wss");
    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?<scheme>(?i:https?|wss?))://(?<user>[^/?#]*@)?(?<host>\\[[0-9A-Fa-f:.]+]|[^/?#:@\\[\\]\\s]+)(:(?<port>[0-9]{1,5}))?(?<rest>[/?#]\\S*)?");
    private static final Pattern LOOPBACK =
            Pattern.compile(
                    "localhost|.+\\.localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|0\\.0\\.0\\.0|\\[::1?]",
                    Pattern.CASE_INSENSITIVE);

    /**
     * Empty where the text is no {@code http}, {@code https}, {@code ws} or {@code wss} URL with a
     * host.
     */
    static Optional<UrlText> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new UrlText(
                        matcher.group("scheme"),
                        orEmpty(matcher.group("user")),
                        matcher.group("host"),
                        matcher.group("port") == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(Integer.parseInt(matcher.group("port"))),
                        orEmpty(matcher.group("rest"))));
    }

    /** The port that it leads to, written or not. */
    int effectivePort() {
        return port.orElseGet(this::defaultPort);
    }

    UrlText withPort(int number) {
        OptionalInt written =
                number == defaultPort() ? OptionalInt.empty() : OptionalInt.of(number);
        return new UrlText(scheme, userInfo, host, written, rest);
    }

    /**
     * Whether it leads back into the pod; the address to bind to on all interfaces is written for
     * that too.
     */
    boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    /** Whether a part of it may hold a credential, so that it must not be repeated in a patch. */
    boolean mayHoldCredential() {
        return !userInfo.isEmpty() || rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0;
    }

    /** {@code scheme://host:port}, which is safe to show. */
    String display() {
        return scheme + "://" + host + ":" + effectivePort();
    }

    /** All of it. May hold a credential. */
    String text() {
        return scheme
                + "://"
                + userInfo
                + host
                + (port.isPresent() ? ":" + port.getAsInt() : "")
                + rest;
    }

    /** Without the parts that may hold a credential. */
    @Override
    public String toString() {
        return display();
    }

    private int defaultPort() {
        return OVER_TLS.contains(scheme.toLowerCase(Locale.ROOT)) ? 443 : 80;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
