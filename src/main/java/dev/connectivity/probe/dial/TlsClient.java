package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.TlsOptions.Authority;
import dev.connectivity.probe.TlsOptions.Verification;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Protects a connection by TLS. */
public final class TlsClient {

    private final X509ExtendedTrustManager trust;
    private final InstantSource clock;

    public TlsClient(X509ExtendedTrustManager trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
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
                () -> handshake(attempt, connection, options, judge(options, false)));
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
        CertificateJudge judge = judge(options, true);
        Blame blame = Failures.ofHandshake(connection.address(), onSilence);
        Connection secured =
                attempt.phase(
                        Phase.Handshake,
                        blame,
                        () -> handshake(attempt, connection, options, judge));
        return new Secured(
                secured, judge.remembered().map(rejected -> blame.on(new SSLException(rejected))));
    }

    private Connection handshake(
            Attempt attempt, Connection connection, TlsOptions options, CertificateJudge judge)
            throws IOException {
        ClientIdentity identity = new ClientIdentity(options.identity());
        SSLSocket socket = layer(connection, options, context(options, identity, judge));
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            Causes.find(e, RejectedCertificate.class)
                    .ifPresent(rejected -> attempt.note(rejected.expiry()));
            if (identity.missed() && Alerts.received(e, Alerts.HANDSHAKE_FAILURE)) {
                throw new MissedIdentity();
            }
            throw e;
        }
        attempt.note(CertificateJudge.expiry(socket.getSession().getPeerCertificates()));
        return connection.through(socket);
    }

    private static SSLSocket layer(Connection connection, TlsOptions options, SSLContext context)
            throws IOException {
        Address address = connection.address();
        String host = options.serverName().orElseGet(() -> Hosts.plain(address.host()));
        SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(connection.tcp(), host, address.port(), true);
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

    private CertificateJudge judge(TlsOptions options, boolean patient) {
        return new CertificateJudge(
                options.authority().map(TlsClient::only).orElse(trust), clock.instant(), patient);
    }

    /**
     * A new one each time: a resumed session would not show the certificate again, and its expiry
     * would go unseen.
     */
    private static SSLContext context(
            TlsOptions options, ClientIdentity identity, CertificateJudge judge) {
        TrustManager decides =
                switch (options.verification()) {
                    case Full, Chain -> judge;
                    case None -> new AnyCertificate();
                };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {identity}, new TrustManager[] {decides}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime has no TLS", e);
        }
    }

    private static X509ExtendedTrustManager only(Authority authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate certificate : authority.certificates()) {
                store.setCertificateEntry(String.valueOf(store.size()), certificate);
            }
            return trusting(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The Java runtime cannot hold certificates", e);
        }
    }
}
