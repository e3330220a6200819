package dev.connectivity.cli.draft;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes YAML with comments, line by line; no writer of YAML keeps comments. */
final class Yaml {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][-A-Za-z0-9_./]*");
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private final StringBuilder text = new StringBuilder();

    /** A number, or a line without a value where {@code value} is empty. */
    Yaml raw(int depth, String key, String value) {
        text.append("  ".repeat(depth)).append(key).append(':');
        if (!value.isEmpty()) {
            text.append(' ').append(value);
        }
        text.append('\n');
        return this;
    }

    Yaml field(int depth, String key, String value) {
        return raw(depth, key, scalar(value));
    }

    Yaml item(int depth, String key, String value) {
        text.append("  ".repeat(depth)).append("- ");
        if (!key.isEmpty()) {
            text.append(key).append(": ");
        }
        text.append(scalar(value)).append('\n');
        return this;
    }

    /** At the end of the line before. */
    Yaml because(String comment) {
        text.setLength(text.length() - 1);
        text.append(" # ").append(oneLine(comment)).append('\n');
        return this;
    }

    Yaml comment(int depth, String comment) {
        text.append("  ".repeat(depth)).append("# ").append(oneLine(comment)).append('\n');
        return this;
    }

    static String scalar(String value) {
        boolean plain =
                PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT));
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String oneLine(String comment) {
        return comment.replaceAll("\\s+", " ");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
