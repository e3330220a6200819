package dev.connectivity.probe.nats;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.Nats;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

/** What is no NATS server, or a bad one. */
class NatsMisbehaviourTest {

    private static final Limits SHORT = limits(Duration.ofSeconds(1));

    private final TimeSource time = TimeSource.system();
    private final NatsProber prober =
            new NatsProber(loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "220",
                "PONG\r\n",
                "INFO no json\r\n",
                "INFO []\r\n",
                "INFO {\r\n",
                "INFO \r\n",
                "\0\0\0"
            })
    void anotherGreetingIsAnErrorOfTheProtocol(String text) {
        try (FakeServer server = greeting(text)) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ProtocolError);
        }
    }

    @Test
    void anEndlessGreetingIsOneToo() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            say(client, "INFO {");
                            while (!client.isClosed()) {
                                say(client, "\"a\":1,".repeat(1000));
                            }
                        })) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ProtocolError);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-ERR 'Stale Connection', ServerError, NATS: stale connection",
        "-ERR 'User Authentication Expired', AuthenticationRejected, NATS: user authentication"
                + " expired",
        "-ERR 'a secret of the server', ServerError, NATS: an error"
    })
    void anErrorHasItsReasonAndOnlyKnownWords(String line, Reason reason, String detail) {
        try (FakeServer server = answering(line + "\r\n")) {
            assertThat(failureOf(ask(server, QUICK))).isEqualTo(new Outcome.Failed(reason, detail));
        }
    }

    @Test
    void anErrorInOneBreathWithTheGreetingIsHeard() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            say(client, "INFO {}\r\n-ERR 'maximum connections exceeded'\r\n");
                            client.close();
                        })) {
            assertThat(failureOf(ask(server, QUICK)).detail())
                    .isEqualTo("NATS: maximum connections exceeded");
        }
    }

    @Test
    void theServersOwnPingIsAnswered() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            BufferedReader in = reader(client);
                            say(client, "INFO {}\r\n");
                            in.readLine();
                            in.readLine();
                            say(client, "+OK\r\nINFO {}\r\nPING\r\n");
                            answer.complete(in.readLine());
                            say(client, "PONG\r\n");
                        })) {
            assertThat(ask(server, QUICK).succeeded()).isTrue();
            assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("PONG");
        }
    }

    @Test
    void aFloodOfPingsEnds() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            say(client, "INFO {}\r\n");
                            while (!client.isClosed()) {
                                say(client, "PING\r\n".repeat(1000));
                            }
                        })) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ProtocolError);
        }
    }

    @Test
    void silenceIsATimeoutBeforeAndAfterTheGreeting() {
        try (FakeServer silent = FakeServer.hanging();
                FakeServer hanging = greeting("INFO {}\r\n")) {
            assertThat(reasonOf(ask(silent, SHORT))).isEqualTo(Reason.ResponseTimeout);
            assertThat(reasonOf(ask(hanging, SHORT))).isEqualTo(Reason.ResponseTimeout);
        }
    }

    @Test
    void aServerThatLeavesIsAReset() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            say(client, "INFO {}\r\n");
                            client.close();
                        })) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ConnectionReset);
        }
    }

    @Test
    void tlsThatIsPromisedAndNotSpokenFails() {
        try (FakeServer server = greeting("INFO {\"tls_required\":true}\r\nPING\r\nPING\r\n")) {
            assertThat(reasonOf(ask(server, SHORT)))
                    .isIn(Reason.TLSHandshakeFailed, Reason.ResponseTimeout);
        }
    }

    private static FakeServer greeting(String text) {
        return FakeServer.serving(
                client -> {
                    say(client, text);
                    client.getInputStream().readAllBytes();
                });
    }

    private static FakeServer answering(String text) {
        return FakeServer.serving(
                client -> {
                    say(client, "INFO {}\r\n");
                    reader(client).readLine();
                    say(client, text);
                    client.close();
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
        return prober.ask(new Nats(server.address(), TlsOptions.FULL, Optional.empty()), limits);
    }
}
