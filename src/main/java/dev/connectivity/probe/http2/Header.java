package dev.connectivity.probe.http2;

import java.util.regex.Pattern;

/**
 * A field of a head or of trailers; its text shows no value, which may be a Secret's.
 *
 * @param name in lower case
 */
public record Header(String name, String value) {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    /** Whether it may be sent: anything else could begin a header of somebody else's making. */
    boolean sendable() {
        return NAME.matcher(name).matches() && isValue(value);
    }

    static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "Header[" + name + "]";
    }
}
