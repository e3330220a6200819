package dev.connectivity.probe.http;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class HttpsProberTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Http GOOD = new Http(Method.GET, List.of(new StatusRange(200, 399)));

    private final TimeSource time = TimeSource.system();
    private final HttpProber prober =
            new HttpProber(loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);

    @Test
    void aTrustedCertificateForTheNameIsAnsweredWithTheHandshakeMeasured() {
        try (FakeServer server = securedServer(TestCertificates.GOOD)) {
            Observation observation = prober.ask(secure(server, "localhost"), QUICK);

            assertThat(observation.succeeded()).isTrue();
            assertThat(observation.phases()).containsKey(Phase.Handshake);
        }
    }

    @Test
    void aLiteralAddressIsVerifiedToo() {
        try (FakeServer server = securedServer(TestCertificates.GOOD)) {
            assertThat(prober.ask(secure(server, "127.0.0.1"), QUICK).succeeded()).isTrue();
        }
    }

    @Test
    void aCertificateForAnotherNameIsNameMismatch() {
        try (FakeServer server = securedServer(TestCertificates.GOOD)) {
            assertThat(reasonOf(prober.ask(secure(server, "chat.example.test"), QUICK)))
                    .isEqualTo(Reason.TLSNameMismatch);
        }
    }

    @Test
    void anExpiredCertificateIsExpiredAndSaysSinceWhen() {
        try (FakeServer server = securedServer(TestCertificates.EXPIRED)) {
            Observation observation = prober.ask(secure(server, "localhost"), QUICK);

            assertThat(reasonOf(observation)).isEqualTo(Reason.TLSCertificateExpired);
            assertThat(failureOf(observation).detail())
                    .matches("localhost:[0-9]+, expired at 20[0-9TZ:-]+");
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsUntrustedIssuer() {
        HttpProber stranger =
                new HttpProber(
                        loopbackDialer(),
                        new TlsClient(TestCertificates.trustInOthers(), time),
                        time);
        try (FakeServer server = securedServer(TestCertificates.GOOD)) {
            assertThat(reasonOf(stranger.ask(secure(server, "localhost"), QUICK)))
                    .isEqualTo(Reason.TLSUntrustedIssuer);
            assertThat(reasonOf(stranger.ask(secure(server, "other.test"), QUICK)))
                    .isEqualTo(Reason.TLSUntrustedIssuer);
        }
    }

    @Test
    void plainTextInsteadOfTlsIsHandshakeFailed() {
        try (FakeServer server = FakeServer.saying("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(reasonOf(prober.ask(secure(server, "localhost"), QUICK)))
                    .isEqualTo(Reason.TLSHandshakeFailed);
        }
    }

    @Test
    void aResetInTheHandshakeIsConnectionReset() {
        try (FakeServer server = FakeServer.resetting()) {
            assertThat(reasonOf(prober.ask(secure(server, "localhost"), QUICK)))
                    .isEqualTo(Reason.ConnectionReset);
        }
    }

    @Test
    void aTrickleInsideTheTlsHandshakeDoesNotMoveTheDeadline() {
        try (FakeServer server =
                FakeServer.serving(client -> trickle(client, "\u0016\u0003\u0003\u0040\u0000"))) {
            Observation observation = prober.ask(secure(server, "localhost"), limits(SHORT));

            assertThat(reasonOf(observation)).isEqualTo(Reason.HTTPResponseTimeout);
            assertThat(failureOf(observation).detail()).endsWith("no answer in the TLS handshake");
            assertThat(observation.took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static FakeServer securedServer(String alias) {
        return FakeServer.secured(
                TestCertificates.serverWith(alias),
                client -> {
                    client.getInputStream().read(new byte[8192]);
                    write(client, "HTTP/1.1 200 OK\r\n\r\n");
                    client.close();
                });
    }

    private static void trickle(Socket client, String text) throws IOException {
        write(client, text);
        while (true) {
            write(client, "x");
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    private static HttpRequest secure(FakeServer server, String host) {
        return new HttpRequest(server.address(host), Optional.of(TlsOptions.FULL), "/", GOOD);
    }
}
