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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Protects a connection by TLS. */
public final class TlsClient {

    /** Servers that the native library shares no cipher with; few, and forgotten where not. */
    private static final int MOST_SPECIAL = 1_000;

    private final TlsContexts contexts;
    private final Set<Address> special = ConcurrentHashMap.newKeySet();

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
        return secure(
                attempt,
                connection,
                options,
                Failures.ofHandshake(connection.address(), onSilence));
    }

    /**
     * The same for a protocol that knows more of a failed handshake.
     *
     * @param blame also of {@link NoSharedProtocol}
     */
    public Connection secure(
            Attempt attempt, Connection connection, TlsOptions options, Blame blame)
            throws AttemptFailed {
        return attempt.phase(
                Phase.Handshake,
                blame,
                () ->
                        handshake(
                                attempt,
                                connection,
                                options,
                                contexts.of(options, isSpecial(connection))));
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
        TlsContexts.Patient patient = contexts.patient(options, isSpecial(connection));
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
        TlsStream stream = layer(connection, options, ready.engines());
        SSLEngine engine = stream.engine();
        try {
            stream.handshake();
            ready.identity().missed(engine);
            attempt.note(CertificateJudge.expiry(engine.getSession().getPeerCertificates()));
            return connection.through(stream);
        } catch (IOException e) {
            boolean missed = ready.identity().missed(engine);
            stream.close();
            throw e instanceof SSLException failure
                    ? explained(attempt, connection, failure, missed)
                    : e;
        }
    }

    private IOException explained(
            Attempt attempt, Connection connection, SSLException e, boolean missed) {
        Causes.find(e, RejectedCertificate.class)
                .ifPresent(rejected -> attempt.note(rejected.expiry()));
        if (Alerts.received(e, Alerts.NO_APPLICATION_PROTOCOL)) {
            return new NoSharedProtocol();
        }
        if (Alerts.received(e, Alerts.HANDSHAKE_FAILURE)) {
            if (missed) {
                return new MissedIdentity();
            }
            askOtherwise(connection.address());
        }
        return e;
    }

    /**
     * The server found nothing in our offer. The JDK offers more, as ciphers over finite fields and
     * Ed25519; it is slow, so only those that want it are asked by it.
     */
    private void askOtherwise(Address address) {
        if (special.size() >= MOST_SPECIAL) {
            special.clear();
        }
        if (!special.add(address)) {
            special.remove(address);
        }
    }

    private boolean isSpecial(Connection connection) {
        return special.contains(connection.address());
    }

    private static TlsStream layer(Connection connection, TlsOptions options, TlsEngines engines)
            throws IOException {
        String host =
                options.serverName().orElseGet(() -> Hosts.plain(connection.address().host()));
        SSLEngine engine = engines.of(host);
        SSLParameters parameters = engine.getSSLParameters();
        if (Hosts.literal(host).isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        if (options.verification() == Verification.Full) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return new TlsStream(connection.tcp(), engine);
    }
}
