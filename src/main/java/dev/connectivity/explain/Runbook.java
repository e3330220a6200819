package dev.connectivity.explain;

import dev.connectivity.api.v1alpha1.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/runbook.md says to do, so that it is written once. */
public final class Runbook {

    private static final Pattern DO = Pattern.compile("(?s)\n- \\*\\*Do:\\*\\* (.*?)\n(?:```|\n)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

    private Runbook() {}

    /** Read when first asked: most commands never ask. */
    private static final class Remedies {
        static final Map<Reason, String> ALL = read();
    }

    /** Empty for a reason that calls for nothing. */
    public static String remedy(Reason reason) {
        return Remedies.ALL.getOrDefault(reason, "");
    }

    public static String place(Reason reason) {
        return "docs/runbook.md#" + reason.name().toLowerCase(Locale.ROOT);
    }

    private static Map<Reason, String> read() {
        String text = text();
        Map<Reason, String> remedies = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            int from = text.indexOf("\n### " + reason + "\n");
            Matcher matcher = DO.matcher(from < 0 ? "" : text.substring(from));
            if (matcher.find()) {
                remedies.put(reason, plain(matcher.group(1)));
            }
        }
        return remedies;
    }

    private static String plain(String markdown) {
        String words = LINK.matcher(markdown).replaceAll("$1").replaceAll("\\s+", " ");
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The whole of it, as Markdown. */
    public static String text() {
        try (InputStream file = Runbook.class.getResourceAsStream("/runbook.md")) {
            byte[] bytes = Objects.requireNonNull(file, "the runbook is packaged").readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
