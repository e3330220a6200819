package dev.connectivity.cli.open;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Who may use the proxy: the first browser that opens the printed address, and no other. All pages
 * are below a path that nobody can guess, since a cookie goes to every port of a host, but only
 * below its path.
 */
final class Gate {

    static final String COOKIE = "connectivity-open";

    /** Of the operator's paths, those that are looked at. */
    private static final Set<String> PLACES =
            Set.of("", "policies", "events", "api", "assets", "runbook");

    /** Nothing that a server could read as another path: no dots alone, nothing encoded. */
    private static final Pattern PLAIN = Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]*");

    private static final Set<String> OWN_SITE = Set.of("none", "same-origin");

    private final Set<String> hosts;
    private final String key;
    private final String cookie;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** What becomes of a request. */
    sealed interface Entry {}

    /**
     * It is passed on.
     *
     * @param path the operator's
     * @param cookie to be set: empty for who has it
     */
    record Admitted(String path, Optional<String> cookie) implements Entry {}

    /** It is not; the words are for who sent it. */
    record Refused(int status, String words) implements Entry {}

    /**
     * @param port the proxy's
     * @param key one path segment; whoever knows it first comes in
     * @param cookie what the one who came in is known by from then on
     */
    Gate(int port, String key, String cookie) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
        this.key = key;
        this.cookie = cookie;
    }

    /**
     * @param path as it was sent, without the query
     * @param header its one value; empty where there is none, or more than one
     * @param stranger whether another user of this machine asks
     */
    Entry enter(
            String method,
            String path,
            Function<String, Optional<String>> header,
            BooleanSupplier stranger) {
        Optional<String> host = header.apply("Host").map(it -> it.toLowerCase(Locale.ROOT));
        if (host.isEmpty() || !hosts.contains(host.get())) {
            return new Refused(403, "This is another host's address.");
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Refused(405, "Only GET and HEAD are passed on.");
        }
        if (header.apply("Origin").filter(it -> !it.equals("http://" + host.get())).isPresent()) {
            return new Refused(403, "Another site asks for this.");
        }
        String prefix = "/" + key;
        if (!same(prefix, path.substring(0, Math.min(prefix.length(), path.length())))) {
            return new Refused(404, "Nothing is here.");
        }
        return inside(method, path.substring(prefix.length()), header, stranger);
    }

    private Entry inside(
            String method,
            String path,
            Function<String, Optional<String>> header,
            BooleanSupplier stranger) {
        if (!path.startsWith("/") || !isOperators(path)) {
            return new Refused(404, "The operator has nothing there that is shown here.");
        }
        if (!known(header.apply("Cookie").orElse(""))) {
            return stranger.getAsBoolean()
                    ? new Refused(403, "Another user of this machine asks for this.")
                    : newcomer(method, path);
        }
        return header.apply("Sec-Fetch-Site").filter(it -> !OWN_SITE.contains(it)).isPresent()
                ? new Refused(403, "Another site asks for this.")
                : new Admitted(path, Optional.empty());
    }

    /** The first to open the printed address. */
    private Entry newcomer(String method, String path) {
        if (method.equals("GET") && taken.compareAndSet(false, true)) {
            return new Admitted(
                    path,
                    Optional.of(
                            "%s=%s; Path=/%s/; HttpOnly; SameSite=Strict"
                                    .formatted(COOKIE, cookie, key)));
        }
        return new Refused(
                403,
                "This address was opened before, in another browser. For a new one, end"
                        + " 'connectivity open' and run it again; do so at once if it was not you"
                        + " who opened it.");
    }

    private boolean known(String cookies) {
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .anyMatch(it -> same(it, COOKIE + "=" + cookie));
    }

    private static boolean isOperators(String path) {
        String[] segments = path.substring(1).split("/", -1);
        return PLACES.contains(segments[0])
                && Arrays.stream(segments).allMatch(it -> PLAIN.matcher(it).matches())
                && !path.contains("//");
    }

    /** In a time that tells nothing of where they differ. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
