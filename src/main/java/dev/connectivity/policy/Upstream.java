package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.HttpSpec.Version;
import dev.connectivity.api.v1alpha1.TlsSpec.StartTls;
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
 * @param dns what is asked for where the scheme is DNS's; of no effect for others
 * @param grpc what is asked where the scheme is gRPC's; of no effect for others
 * @param login only where the scheme has one
 * @param fallback what takes its place while its circuit is open
 */
public record Upstream(
        String name,
        URI url,
        boolean required,
        Http http,
        Tls tls,
        Dns dns,
        Grpc grpc,
        Optional<Login> login,
        Pacing pacing,
        Optional<Fallback> fallback) {

    public Scheme scheme() {
        return Scheme.of(url.getScheme()).orElseThrow();
    }

    /** The URL's, without brackets. A name of DNS may have underscores: a URI takes it for none. */
    public String host() {
        String host = url.getHost() == null ? url.getAuthority() : url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        return url.getPort() < 0 ? scheme().defaultPort().orElseThrow() : url.getPort();
    }

    /**
     * The request, and which answers are good.
     *
     * @param responseHeaders all of them must hold
     * @param followRedirects 0: a redirect is an answer like others
     */
    public record Http(
            Version version,
            Method method,
            List<RequestHeader> headers,
            List<StatusRange> status,
            List<HeaderDemand> responseHeaders,
            Optional<BodyDemand> body,
            int followRedirects,
            Optional<Duration> maxLatency) {

        /** In HTTP/1.1, whatever such an answer holds, however long it takes. */
        public Http(Method method, List<StatusRange> status) {
            this(
                    Version.HTTP1,
                    method,
                    List.of(),
                    status,
                    List.of(),
                    Optional.empty(),
                    0,
                    Optional.empty());
        }

        /** Whether nothing is asked of an answer but its status. */
        public boolean byStatusAlone() {
            return responseHeaders.isEmpty()
                    && body.isEmpty()
                    && followRedirects == 0
                    && maxLatency.isEmpty();
        }
    }

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
                        Duration.ofDays(14));
    }

    /**
     * What is asked of which name server.
     *
     * @param server empty: those that pods ask
     */
    public record Dns(RecordType type, Optional<NameServer> server) {

        /** As with nothing declared. */
        public static final Dns DEFAULT = new Dns(RecordType.A, Optional.empty());
    }

    /**
     * Where a name server listens.
     *
     * @param host a name or a literal address, without brackets
     */
    public record NameServer(String host, int port) {}

    /**
     * What a gRPC server is asked.
     *
     * @param service empty: the server as a whole
     */
    public record Grpc(String service) {

        /** As with nothing declared. */
        public static final Grpc DEFAULT = new Grpc("");
    }

    /** Inclusive at both ends. */
    public record StatusRange(int from, int to) {

        public boolean contains(int status) {
            return from <= status && status <= to;
        }
    }
}
