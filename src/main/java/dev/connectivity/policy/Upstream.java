package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.TlsSpec.StartTls;
import dev.connectivity.api.v1alpha1.UpstreamSpec.HttpSpec.Method;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One address that the workload calls.
 *
 * @param url absolute, with one of the schemes, with a host and without user information
 * @param http how to ask and what to accept where the scheme is HTTP's; of no effect for others
 * @param tls how TLS is spoken where the scheme has it; of no effect for others
 */
public record Upstream(String name, URI url, boolean required, Http http, Tls tls, Pacing pacing) {

    public Scheme scheme() {
        return Scheme.of(url.getScheme()).orElseThrow();
    }

    /** The request, and which answers are good. */
    public record Http(Method method, List<StatusRange> status) {}

    /**
     * How TLS is spoken.
     *
     * @param clientCertificate the Secret with {@code tls.crt} and {@code tls.key}
     * @param serverName instead of the URL's host
     * @param startTls empty: TLS from the first byte
     * @param expiryWarning zero: none
     */
    public record Tls(
            Optional<SecretKey> ca,
            Optional<String> clientCertificate,
            Optional<String> serverName,
            Optional<StartTls> startTls,
            Duration expiryWarning) {

        /** As with nothing declared. */
        public static final Tls DEFAULT =
                new Tls(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofHours(336));
    }

    /** Inclusive at both ends. */
    public record StatusRange(int from, int to) {

        public boolean contains(int status) {
            return from <= status && status <= to;
        }
    }
}
