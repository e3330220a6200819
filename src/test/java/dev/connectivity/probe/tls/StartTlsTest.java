package dev.connectivity.probe.tls;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.api.v1alpha1.TlsSpec.StartTls;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.TlsHandshake;
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
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTlsTest {

    private final TimeSource time = TimeSource.system();
    private final TlsProber prober =
            new TlsProber(loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);

    @Test
    void aMailServersCertificateIsSeenAfterItsGreeting() {
        try (FakeServer server = mail("250-mail.test\r\n250 STARTTLS\r\n", "220 go ahead\r\n")) {
            Observation observation = ask(server, StartTls.SMTP);

            assertThat(observation.succeeded()).isTrue();
            assertThat(observation.facts()).hasSize(1);
            assertThat(observation.phases()).containsKeys(Phase.Request, Phase.Handshake);
        }
    }

    @Test
    void aMailServerWithoutStartTlsIsHandshakeFailedWithItsCode() {
        try (FakeServer server = mail("250 mail.test\r\n", "502 no s3cr3t\r\n")) {
            Observation observation = ask(server, StartTls.SMTP);

            assertThat(reasonOf(observation)).isEqualTo(Reason.TLSHandshakeFailed);
            assertThat(failureOf(observation).detail())
                    .endsWith("SMTP offers no STARTTLS, code 502");
        }
    }

    @Test
    void aPostgreSqlServersCertificateIsSeenAfterItAgrees() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            assertThat(client.getInputStream().readNBytes(8))
                                    .containsExactly(0, 0, 0, 8, 4, 0xD2, 0x16, 0x2F);
                            say(client, "S");
                            secure(client);
                        })) {
            assertThat(ask(server, StartTls.PostgreSQL).succeeded()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, N, TLSHandshakeFailed",
        "PostgreSQL, E, ProtocolError",
        "PostgreSQL, '', ConnectionReset",
        "SMTP, SSH-2.0-OpenSSH, ProtocolError",
        "SMTP, 554 no, TLSHandshakeFailed",
        "SMTP, '', ConnectionReset"
    })
    void whatDoesNotBeginTlsIsNamed(StartTls protocol, String answer, Reason reason) {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            say(client, answer.isEmpty() ? "" : answer + "\r\n");
                            client.shutdownOutput();
                            client.getInputStream().readAllBytes();
                        })) {
            assertThat(reasonOf(ask(server, protocol))).isEqualTo(reason);
        }
    }

    @Test
    void aGreetingWithoutEndIsNotReadForEver() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            while (true) {
                                say(client, "220-more\r\n");
                            }
                        })) {
            assertThat(reasonOf(ask(server, StartTls.SMTP))).isEqualTo(Reason.ProtocolError);
        }
    }

    @Test
    void silenceIsATimeout() {
        try (FakeServer server = FakeServer.hanging()) {
            TlsHandshake question = question(server, StartTls.SMTP);
            assertThat(reasonOf(prober.ask(question, limits(Duration.ofSeconds(1)))))
                    .isEqualTo(Reason.ResponseTimeout);
        }
    }

    private static FakeServer mail(String greeting, String answer) {
        return FakeServer.serving(
                client -> {
                    say(client, "220-mail.test\r\n220 ESMTP\r\n");
                    for (String line : List.of(greeting, answer)) {
                        client.getInputStream().read(new byte[512]);
                        say(client, line);
                    }
                    secure(client);
                });
    }

    private static void secure(Socket client) throws IOException {
        SSLSocket tls =
                (SSLSocket)
                        TestCertificates.serverWith(TestCertificates.GOOD)
                                .getSocketFactory()
                                .createSocket(client, null, true);
        tls.startHandshake();
        tls.getInputStream().read();
        tls.close();
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private Observation ask(FakeServer server, StartTls protocol) {
        return prober.ask(question(server, protocol), QUICK);
    }

    private static TlsHandshake question(FakeServer server, StartTls protocol) {
        return new TlsHandshake(server.address(), TlsOptions.FULL, Optional.of(protocol));
    }
}
