package dev.connectivity.probe.tls;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.TlsHandshake;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.TlsOptions.Verification;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsProberTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final TimeSource time = TimeSource.system();
    private final TlsProber prober =
            new TlsProber(loopbackDialer(), TlsClient.ofRuntime(time), time);

    @Test
    void aCertificateOfADeclaredAuthorityIsAnsweredAndItsEndIsNoted() {
        try (FakeServer server = secured(TestCertificates.GOOD)) {
            Observation observation = prober.ask(question(server, ours()), QUICK);

            assertThat(observation.succeeded()).isTrue();
            assertThat(observation.phases()).containsKeys(Phase.Connect, Phase.Handshake);
            assertThat(expiry(observation)).isAfter(Instant.now().plus(Duration.ofDays(80)));
        }
    }

    @Test
    void theRuntimesAuthoritiesDoNotVouchForIt() {
        try (FakeServer server = secured(TestCertificates.GOOD)) {
            assertThat(reasonOf(prober.ask(question(server, TlsOptions.FULL), QUICK)))
                    .isEqualTo(Reason.TLSUntrustedIssuer);
        }
    }

    @Test
    void aStrangersCertificateIsUntrustedIssuer() {
        try (FakeServer server = secured(TestCertificates.STRANGER)) {
            assertThat(reasonOf(prober.ask(question(server, ours()), QUICK)))
                    .isEqualTo(Reason.TLSUntrustedIssuer);
        }
    }

    @Test
    void anExpiredCertificateIsExpiredAndItsEndIsNotedToo() {
        try (FakeServer server = secured(TestCertificates.EXPIRED)) {
            Observation observation = prober.ask(question(server, ours()), QUICK);

            assertThat(reasonOf(observation)).isEqualTo(Reason.TLSCertificateExpired);
            assertThat(expiry(observation)).isBefore(Instant.now());
        }
    }

    @Test
    void theNameIsTheHostUnlessAnotherIsDeclared() {
        try (FakeServer server = secured(TestCertificates.GOOD)) {
            TlsHandshake other =
                    new TlsHandshake(server.address("other.test"), ours(), Optional.empty());
            assertThat(reasonOf(prober.ask(other, QUICK))).isEqualTo(Reason.TLSNameMismatch);

            TlsHandshake named =
                    new TlsHandshake(
                            server.address("other.test"),
                            ours().withServerName("localhost"),
                            Optional.empty());
            assertThat(prober.ask(named, QUICK).succeeded()).isTrue();
        }
    }

    @Test
    void theNameIsSent() {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (FakeServer server =
                FakeServer.secured(
                        TestCertificates.serverWith(TestCertificates.GOOD),
                        client -> {
                            var session = (ExtendedSSLSession) ((SSLSocket) client).getSession();
                            heard.complete(session.getRequestedServerNames().toString());
                            client.close();
                        })) {
            TlsOptions anyName = TlsOptions.of(Verification.Chain).with(authority());
            prober.ask(question(server, anyName.withServerName("shop.test")), QUICK);
            assertThat(heard).succeedsWithin(QUICK.total()).asString().contains("shop.test");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aClientCertificateOfAnAuthorityOfTheServersIsAccepted(String protocol) {
        try (FakeServer server = demanding(protocol)) {
            TlsOptions known = ours().with(identity(TestCertificates.GOOD));
            assertThat(prober.ask(question(server, known), QUICK).succeeded()).isTrue();
            TlsOptions alsoKnown = ours().with(identity(TestCertificates.RSA));
            assertThat(prober.ask(question(server, alsoKnown), QUICK).succeeded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aClientCertificateThatTheServerRefusesIsRejected(String protocol) {
        try (FakeServer server = demanding(protocol)) {
            TlsOptions unknown = ours().with(identity(TestCertificates.STRANGER));
            Observation observation = refused(question(server, unknown));

            assertThat(reasonOf(observation)).isEqualTo(Reason.TLSClientCertificateRejected);
            assertThat(failureOf(observation).detail())
                    .matches("localhost:[0-9]+, TLS alert [a-z_]+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void noClientCertificateWhereOneIsDemandedIsRejected(String protocol) {
        try (FakeServer server = demanding(protocol)) {
            assertThat(reasonOf(refused(question(server, ours()))))
                    .isEqualTo(Reason.TLSClientCertificateRejected);
        }
    }

    /**
     * In TLS 1.3 a server that says for a moment nothing against our certificate has accepted it,
     * as a busy machine's may seem to have.
     */
    private Observation refused(TlsHandshake question) {
        return await().until(() -> prober.ask(question, QUICK), it -> !it.succeeded());
    }

    @Test
    void anotherAlertIsHandshakeFailedAndNoWordOnOurCertificate() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            client.getInputStream().read(new byte[8192]);
                            client.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
                            client.getOutputStream().flush();
                        })) {
            TlsOptions known = ours().with(identity(TestCertificates.GOOD));
            assertThat(reasonOf(prober.ask(question(server, known), QUICK)))
                    .isEqualTo(Reason.TLSHandshakeFailed);
        }
    }

    @Test
    void plainTextInsteadOfTlsIsHandshakeFailed() {
        try (FakeServer server = FakeServer.saying("220 mail.example.test\r\n")) {
            assertThat(reasonOf(prober.ask(question(server, ours()), QUICK)))
                    .isEqualTo(Reason.TLSHandshakeFailed);
        }
    }

    @Test
    void silenceIsATimeoutAndAResetAReset() {
        try (FakeServer server = FakeServer.hanging()) {
            assertThat(reasonOf(prober.ask(question(server, ours()), limits(SHORT))))
                    .isEqualTo(Reason.ResponseTimeout);
        }
        try (FakeServer server = FakeServer.resetting()) {
            assertThat(reasonOf(prober.ask(question(server, ours()), QUICK)))
                    .isEqualTo(Reason.ConnectionReset);
        }
    }

    @Test
    void aServerThatKeepsTheConnectionOpenIsNotWaitedForLong() {
        try (FakeServer server =
                FakeServer.secured(
                        TestCertificates.serverWith(TestCertificates.GOOD), client -> {})) {
            // What a busy machine makes of it is not in each attempt; a wait that is meant is.
            Observation observation =
                    await().until(
                                    () -> prober.ask(question(server, ours()), QUICK),
                                    it -> it.took().compareTo(Duration.ofSeconds(4)) < 0);

            assertThat(observation.succeeded()).isTrue();
        }
    }

    @Test
    void aServerThatSharesNoCipherWithTheNativeLibraryIsAskedByTheRuntimeTheNextTime() {
        try (FakeServer server = finiteFieldsOnly()) {
            assertThat(reasonOf(prober.ask(question(server, ours()), QUICK)))
                    .isEqualTo(Reason.TLSHandshakeFailed);
            for (int i = 0; i < 3; i++) {
                assertThat(prober.ask(question(server, ours()), QUICK).succeeded()).isTrue();
            }
        }
    }

    private static FakeServer finiteFieldsOnly() {
        SSLContext context = TestCertificates.serverWith(TestCertificates.RSA);
        return FakeServer.serving(
                client -> {
                    SSLSocket tls =
                            (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
                    tls.setUseClientMode(false);
                    tls.setEnabledProtocols(new String[] {"TLSv1.2"});
                    tls.setEnabledCipherSuites(
                            new String[] {"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"});
                    tls.startHandshake();
                    wait(tls);
                });
    }

    private static FakeServer secured(String alias) {
        return FakeServer.secured(TestCertificates.serverWith(alias), TlsProberTest::wait);
    }

    private static FakeServer demanding(String protocol) {
        return FakeServer.demanding(
                TestCertificates.serverWith(TestCertificates.GOOD), protocol, TlsProberTest::wait);
    }

    /** For the client's end, as servers do. */
    private static void wait(Socket client) throws IOException {
        client.getInputStream().read();
        client.close();
    }

    private static TlsHandshake question(FakeServer server, TlsOptions options) {
        return new TlsHandshake(server.address(), options, Optional.empty());
    }

    private static TlsOptions ours() {
        return TlsOptions.FULL.with(authority());
    }

    private static TlsOptions.Authority authority() {
        try {
            return Pem.authority(TestCertificates.certificatePem(TestCertificates.AUTHORITY));
        } catch (MalformedPemException e) {
            throw new AssertionError(e);
        }
    }

    private static TlsOptions.Identity identity(String alias) {
        try {
            return Pem.identity(
                    TestCertificates.certificatePem(alias), TestCertificates.keyPem(alias));
        } catch (MalformedPemException e) {
            throw new AssertionError(e);
        }
    }

    private static Instant expiry(Observation observation) {
        assertThat(observation.facts()).hasSize(1);
        return ((Fact.CertificateExpiry) observation.facts().getFirst()).notAfter();
    }
}
