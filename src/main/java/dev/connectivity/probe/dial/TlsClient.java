package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.TlsOptions.Verification;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Protects a connection by TLS. */
public final class TlsClient {

    private static final int PORTS = 1 << 16;

    private final TlsContexts contexts;
    private final AtomicInteger handshakes = new AtomicInteger();

    public TlsClient(X509ExtendedTrustManager trust, InstantSource clock) {
        this.contexts = new TlsContexts(trust, clock);
    }

    /** Trusts the authorities of the Java runtime. */
    public static TlsClient ofRuntime(InstantSource clock) {
        return new TlsClient(trusting(null), clock);
    }

    /** Trusts what the store holds; without one, the authorities of the Java runtime. */
    static X509ExtendedTrustManager trusting(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime has no usable trust store", e);
        }
    }

    /**
     * Closing what it returns closes {@code connection}.
     *
     * @param onSilence the reason where the server does not answer in the handshake
     */
    public Connection secure(
            Attempt attempt, Connection connection, TlsOptions options, Reason onSilence)
            throws AttemptFailed {
        return attempt.phase(
                Phase.Handshake,
                Failures.ofHandshake(connection.address(), onSilence),
                () -> handshake(attempt, connection, options, contexts.of(options)));
    }

    /**
     * A protected connection.
     *
     * @param refusal why nothing may be entrusted to its server; empty where it may be
     */
    public record Secured(Connection connection, Optional<AttemptFailed> refusal) {}

    /**
     * The same, but a certificate that is not as demanded does not end the handshake: for protocols
     * whose servers hold an ended one against us. The caller must tell such a server nothing, and
     * take leave of it.
     */
    public Secured secureToTheEnd(
            Attempt attempt, Connection connection, TlsOptions options, Reason onSilence)
            throws AttemptFailed {
        TlsContexts.Patient patient = contexts.patient(options);
        Blame blame = Failures.ofHandshake(connection.address(), onSilence);
        Connection secured =
                attempt.phase(
                        Phase.Handshake,
                        blame,
                        () -> handshake(attempt, connection, options, patient.ready()));
        return new Secured(
                secured,
                patient.judge().remembered().map(rejected -> blame.on(new SSLException(rejected))));
    }

    private Connection handshake(
            Attempt attempt, Connection connection, TlsOptions options, TlsContexts.Ready ready)
            throws IOException {
        SSLSocket socket = layer(connection, options, ready.context());
        try {
            socket.startHandshake();
            ready.identity().missed(socket);
        } catch (SSLException e) {
            Causes.find(e, RejectedCertificate.class)
                    .ifPresent(rejected -> attempt.note(rejected.expiry()));
            boolean missed = ready.identity().missed(socket);
            if (missed && Alerts.received(e, Alerts.HANDSHAKE_FAILURE)) {
                throw new MissedIdentity();
            }
            throw e;
        }
        attempt.note(CertificateJudge.expiry(socket.getSession().getPeerCertificates()));
        return connection.through(socket);
    }

    private SSLSocket layer(Connection connection, TlsOptions options, SSLContext context)
            throws IOException {
        Address address = connection.address();
        String host = options.serverName().orElseGet(() -> Hosts.plain(address.host()));
        SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(connection.tcp(), host, unknownPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        if (Hosts.literal(host).isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        if (options.verification() == Verification.Full) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setApplicationProtocols(options.protocols().toArray(String[]::new));
        socket.setSSLParameters(parameters);
        return socket;
    }

    /**
     * The JDK resumes sessions by host and port, and a resumed session would not show the
     * certificate again, so that its expiry would go unseen. It does nothing else with the port.
     */
    private int unknownPort() {
        return Math.floorMod(handshakes.getAndIncrement(), PORTS);
    }
}
