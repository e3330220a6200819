package dev.connectivity.web.access;

import java.util.regex.Pattern;

/**
 * Which policies somebody wants to see.
 *
 * @param namespace empty for all of them
 * @param name empty for all of the namespace
 */
record Scope(String namespace, String name) {

    static final Scope CLUSTER = new Scope("", "");

    private static final int LONGEST = 253;

    /** What the API server takes for a name; nothing else can exist. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    static Scope of(String namespace) {
        return new Scope(namespace, "");
    }

    /** False where the API server need not be asked, and the cache not be filled. */
    boolean canExist() {
        return isName(namespace) && isName(name);
    }

    private static boolean isName(String text) {
        return text.isEmpty() || text.length() <= LONGEST && NAME.matcher(text).matches();
    }
}
