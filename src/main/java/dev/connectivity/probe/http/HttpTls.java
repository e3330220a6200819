package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.HttpSpec.Version;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.NoSharedProtocol;
import dev.connectivity.probe.dial.TlsClient;
import java.util.List;

/** TLS under HTTP, where the URL asks for it. */
final class HttpTls {

    /** HTTP/2's name in ALPN (RFC 9113, section 3.2). */
    private static final String H2 = "h2";

    private final TlsClient tls;

    HttpTls(TlsClient tls) {
        this.tls = tls;
    }

    Connection secure(Attempt attempt, Connection plain, HttpRequest asked) throws AttemptFailed {
        if (asked.tls().isEmpty()) {
            return plain;
        }
        TlsOptions options = asked.tls().get();
        return asked.http().version() == Version.HTTP2
                ? secureHttp2(attempt, plain, options)
                : tls.secure(attempt, plain, options, Reason.HTTPResponseTimeout);
    }

    /** Nothing else is offered, so that a server which prefers another version still takes it. */
    private Connection secureHttp2(Attempt attempt, Connection plain, TlsOptions options)
            throws AttemptFailed {
        Connection connection =
                tls.secure(
                        attempt, plain, options.withProtocols(List.of(H2)), blame(plain.address()));
        if (connection.protocol().filter(H2::equals).isEmpty()) {
            connection.close();
            throw noHttp2(plain.address());
        }
        return connection;
    }

    private static Blame blame(Address address) {
        Blame usual = Failures.ofHandshake(address, Reason.HTTPResponseTimeout);
        return e -> e instanceof NoSharedProtocol ? noHttp2(address) : usual.on(e);
    }

    static AttemptFailed noHttp2(Address address) {
        return new AttemptFailed(Reason.HTTPProtocolError, address.display() + ", no HTTP/2");
    }
}
