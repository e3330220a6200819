package dev.connectivity.probe.smtp;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.Smtp;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.smtp.server.SMTPServer;

class SmtpProberTest {

    private static final Limits SHORT = limits(Duration.ofSeconds(1));

    private final TimeSource time = TimeSource.system();
    private final SmtpProber prober =
            new SmtpProber(
                    new SecureDialer(
                            loopbackDialer(), new TlsClient(TestCertificates.trust(), time)),
                    time);

    @Test
    void aMailServerAnswersTheGreeting() {
        SMTPServer server = started(builder());
        try {
            Observation observation = prober.ask(plain(address(server)), QUICK);

            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(observation.phases())
                    .containsOnlyKeys(Phase.Resolve, Phase.Connect, Phase.Request, Phase.Response);
        } finally {
            server.stop();
        }
    }

    @Test
    void tlsIsSpokenFromTheFirstByteWhereTheSchemeSaysSo() {
        SMTPServer server =
                started(
                        builder()
                                .serverSocketFactory(
                                        TestCertificates.serverWith(TestCertificates.GOOD)));
        try {
            Smtp question = new Smtp(address(server), Optional.of(TlsOptions.FULL));
            Observation observation = prober.ask(question, QUICK);

            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(observation.phases()).containsKey(Phase.Handshake);
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatHasNoRoomIsAnError() throws Exception {
        SMTPServer server = started(builder().maxConnections(1));
        try (Socket other = new Socket("127.0.0.1", server.getPortAllocated())) {
            assertThat(other.getInputStream().read()).isPositive();

            assertThat(failureOf(prober.ask(plain(address(server)), QUICK)))
                    .isEqualTo(new Outcome.Failed(Reason.ServerError, "SMTP 421"));
        } finally {
            server.stop();
        }
    }

    private static SMTPServer.Builder builder() {
        return SMTPServer.port(0).bindAddress(InetAddress.getLoopbackAddress());
    }

    private static SMTPServer started(SMTPServer.Builder builder) {
        SMTPServer server = builder.build();
        server.start();
        return server;
    }

    private static Address address(SMTPServer server) {
        return new Address("localhost", server.getPortAllocated(), "shop");
    }

    @Test
    void theConversationEndsAsTheProtocolSays() throws Exception {
        CompletableFuture<String> said = new CompletableFuture<>();
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            BufferedReader in = reader(client);
                            say(client, "220-one moment\r\n220 ready\r\n");
                            String hello = in.readLine();
                            say(
                                    client,
                                    "250-mail.example.test\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
                            String leave = in.readLine();
                            say(client, "221 bye\r\n");
                            client.shutdownOutput();
                            said.complete(hello + ", " + leave + ", " + in.readLine());
                        })) {
            assertThat(ask(server, QUICK).succeeded()).isTrue();
            assertThat(said.get(5, TimeUnit.SECONDS))
                    .isEqualTo("EHLO connectivity-operator.invalid, QUIT, null");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "421 too busy, SMTP 421",
        "450 later, SMTP 450",
        "554 no service here, SMTP 554",
        "554, SMTP 554"
    })
    void aGreetingThatIsNoneIsAnErrorWithItsCode(String line, String detail) {
        try (FakeServer server = greeting(line + "\r\n")) {
            assertThat(failureOf(ask(server, QUICK)))
                    .isEqualTo(new Outcome.Failed(Reason.ServerError, detail));
        }
    }

    @Test
    void aGreetingThatIsRefusedIsAnErrorWithItsCode() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            say(client, "220 ready\r\n");
                            reader(client).readLine();
                            say(client, "502 what?\r\n");
                            client.shutdownOutput();
                        })) {
            assertThat(failureOf(ask(server, QUICK)))
                    .isEqualTo(new Outcome.Failed(Reason.ServerError, "SMTP 502"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "SSH-2.0",
                "J\0\0\0",
                "22\r\n",
                "999 no\r\n",
                "220-one\r\n250 another\r\n",
                "220ready\r\n"
            })
    void anotherGreetingIsAnErrorOfTheProtocol(String text) {
        try (FakeServer server = greeting(text)) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ProtocolError);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"220-more\r\n", "220 without end"})
    void anEndlessGreetingIsOneToo(String part) {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            while (!client.isClosed()) {
                                say(client, part);
                            }
                        })) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ProtocolError);
        }
    }

    @Test
    void silenceIsATimeoutBeforeAndAfterTheGreeting() {
        try (FakeServer silent = FakeServer.hanging();
                FakeServer hanging = greeting("220 ready\r\n")) {
            assertThat(reasonOf(ask(silent, SHORT))).isEqualTo(Reason.ResponseTimeout);
            assertThat(reasonOf(ask(hanging, SHORT))).isEqualTo(Reason.ResponseTimeout);
        }
    }

    @Test
    void aServerThatLeavesIsAReset() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            say(client, "220 re");
                            client.close();
                        })) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ConnectionReset);
        }
    }

    private static FakeServer greeting(String text) {
        return FakeServer.serving(
                client -> {
                    say(client, text);
                    client.getInputStream().readAllBytes();
                });
    }

    private static BufferedReader reader(Socket client) throws IOException {
        return new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Observation ask(FakeServer server, Limits limits) {
        return prober.ask(plain(server.address()), limits);
    }

    private static Smtp plain(Address address) {
        return new Smtp(address, Optional.empty());
    }
}
