package dev.connectivity.probe;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to connect.
 *
 * @param host a name or a literal address, without brackets
 * @param namespace whose search list short names are completed with, and whose pods may be asked;
 *     {@link #NOBODY} has neither
 */
public record Address(String host, int port, String namespace) {

    /** The namespace of a question that is asked for several. */
    public static final String NOBODY = "";

    private static final Pattern EVERYWHERE =
            Pattern.compile("([a-z0-9_-]+\\.){2,}[a-z0-9_-]*[a-z][a-z0-9_-]*\\.?");

    private static final Pattern IN_CLUSTER = Pattern.compile("\\.(svc|pod)(\\.|$)");

    /** {@code host:port}, an IPv6 address in brackets. */
    public String display() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * The same on behalf of no namespace, where the host means the same in all of them: a name of
     * three labels or more, since what a search list completes with a namespace has two at most,
     * and not that of a Service or a pod. Empty for all others, and for literal addresses.
     */
    public Optional<Address> forAnyone() {
        String name = host.toLowerCase(Locale.ROOT);
        boolean everywhere = EVERYWHERE.matcher(name).matches();
        return everywhere && !IN_CLUSTER.matcher(name).find()
                ? Optional.of(new Address(host, port, NOBODY))
                : Optional.empty();
    }
}
