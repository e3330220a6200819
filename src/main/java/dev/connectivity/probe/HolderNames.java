package dev.connectivity.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Numbers of connections by names that others chose. A name is repeated only if it is made of
 * harmless characters and does not show the password, and of those only the largest {@link #NAMED};
 * all that is left is counted as {@link #OTHER}, so the result has at most one entry more.
 */
public final class HolderNames {

    /** What is not named. */
    public static final String OTHER = "other";

    /** Clients that do not say what they are. */
    public static final String UNNAMED = "unnamed";

    /** A server seldom has more accounts and applications that matter; each costs two series. */
    static final int NAMED = 5;

    /** As account names and the names of drivers and tools are: no URL, and nothing like one. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_. -]{0,47}");

    private HolderNames() {}

    /** One name, and the connections that are held under it. */
    public record Holder(String name, int connections) {}

    /**
     * At most {@link #NAMED} of them by name.
     *
     * @param holders with most connections first
     * @param total connections of these holders and of others that were not told
     * @param password that must not be repeated
     */
    public static Map<String, Integer> bounded(List<Holder> holders, int total, String password) {
        Map<String, Integer> named = new LinkedHashMap<>();
        int left = total;
        for (Holder holder : holders) {
            String name = holder.name().isEmpty() ? UNNAMED : holder.name();
            if (named.size() < NAMED && mayBeNamed(name, password)) {
                named.merge(name, holder.connections(), Integer::sum);
                left -= holder.connections();
            }
        }
        if (left > 0) {
            named.merge(OTHER, left, Integer::sum);
        }
        return Map.copyOf(named);
    }

    private static boolean mayBeNamed(String name, String password) {
        return HARMLESS.matcher(name).matches() && (password.isEmpty() || !name.contains(password));
    }
}
