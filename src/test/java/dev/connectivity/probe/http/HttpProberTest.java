package dev.connectivity.probe.http;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProberTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final byte[] WELL =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Http GOOD = new Http(Method.GET, List.of(new StatusRange(200, 399)));

    private final TimeSource time = TimeSource.system();
    private final HttpProber prober =
            new HttpProber(loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);

    @ParameterizedTest
    @CsvSource({
        "200, ",
        "301, ",
        "399, ",
        "401, HTTPAuthenticationRejected",
        "403, HTTPAuthenticationRejected",
        "404, HTTPStatusUnexpected",
        "429, RateLimited",
        "502, HTTPStatusUnexpected",
        "101, HTTPStatusUnexpected"
    })
    void theStatusDecides(int status, Reason reason) {
        try (FakeServer server = FakeServer.saying("HTTP/1.1 " + status + " x\r\n\r\nbody")) {
            Observation observation = ask(server);

            assertThat(observation.outcome())
                    .isEqualTo(
                            reason == null
                                    ? new Outcome.Answered()
                                    : new Outcome.Failed(reason, "status " + status));
            assertThat(observation.phases())
                    .containsOnlyKeys(Phase.Resolve, Phase.Connect, Phase.Request, Phase.Response);
        }
    }

    @Test
    void interimAnswersAreSkipped() {
        try (FakeServer server =
                FakeServer.saying(
                        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 \r\n\r\n")) {
            assertThat(ask(server).succeeded()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0-OpenSSH_9.6",
        "HTTP/2.0 200 OK",
        "HTTP/1.1 20 OK",
        "HTTP/1.1 200OK",
        "ICY 200 OK",
        "220 smtp.example.test ESMTP"
    })
    void whatIsNotHttpIsProtocolError(String line) {
        try (FakeServer server = FakeServer.saying(line + "\r\n\r\n")) {
            assertThat(reasonOf(ask(server))).isEqualTo(Reason.HTTPProtocolError);
        }
    }

    @Test
    void endlessHeadersAreGivenUpAfterTheLimit() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            write(client, "HTTP/1.1 200 OK\r\n");
                            while (true) {
                                write(client, "X-Header: and another\r\n");
                            }
                        })) {
            assertThat(reasonOf(ask(server))).isEqualTo(Reason.HTTPProtocolError);
        }
    }

    @Test
    void aForeignGreetingIsKnownWithoutWaitingForItsEnd() {
        try (FakeServer server = FakeServer.serving(client -> write(client, "SSH-2.0"))) {
            assertThat(reasonOf(ask(server))).isEqualTo(Reason.HTTPProtocolError);
        }
    }

    /** Many times: whether its words get through is a race with the close. */
    @RepeatedTest(10)
    void aServerThatAnswersOnlyOnceWeGoIsResponseTimeout() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            while (client.getInputStream().read() >= 0) {
                                continue;
                            }
                            client.getOutputStream().write(WELL);
                        })) {
            assertThat(reasonOf(prober.ask(plain(server), limits(SHORT))))
                    .isEqualTo(Reason.HTTPResponseTimeout);
        }
    }

    @Test
    void aServerThatNeverAnswersIsResponseTimeoutAtTheDeadline() {
        try (FakeServer server = FakeServer.hanging()) {
            Observation observation = prober.ask(plain(server), limits(SHORT));

            assertThat(reasonOf(observation)).isEqualTo(Reason.HTTPResponseTimeout);
            assertThat(observation.took())
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
        }
    }

    @Test
    void aTrickleOfBytesDoesNotMoveTheDeadline() {
        try (FakeServer server = FakeServer.serving(client -> trickle(client, "HTTP/1.1 200 OK"))) {
            Observation observation = prober.ask(plain(server), limits(SHORT));

            assertThat(reasonOf(observation)).isEqualTo(Reason.HTTPResponseTimeout);
            assertThat(observation.took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aResetAndAnEarlyEndAreConnectionReset() {
        try (FakeServer resetting = FakeServer.resetting();
                FakeServer silent = FakeServer.saying("");
                FakeServer partial = FakeServer.saying("HTTP/1.1 200 OK\r\nServer: x")) {
            assertThat(reasonOf(ask(resetting))).isEqualTo(Reason.ConnectionReset);
            assertThat(reasonOf(ask(silent))).isEqualTo(Reason.ConnectionReset);
            assertThat(reasonOf(ask(partial))).isEqualTo(Reason.ConnectionReset);
        }
    }

    @Test
    void theRequestNamesHostPortAndUsAndAsksToClose() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            byte[] head = new byte[8192];
                            int n = client.getInputStream().read(head);
                            heard.complete(new String(head, 0, n, StandardCharsets.US_ASCII));
                            write(client, "HTTP/1.1 200 OK\r\n\r\n");
                            client.close();
                        })) {
            ask(server);

            assertThat(heard.get(5, TimeUnit.SECONDS))
                    .isEqualTo(
                            "GET /health?full=1 HTTP/1.1\r\nHost: localhost:"
                                    + server.address().port()
                                    + "\r\nUser-Agent: connectivity-operator\r\nAccept: */*\r\n"
                                    + "Connection: close\r\n\r\n");
        }
    }

    @Test
    void aBodyIsTakenSoThatTheServersAnswerIsNotResetUnderIt() throws Exception {
        BlockingQueue<Integer> afterTheAnswer = new LinkedBlockingQueue<>();
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            client.getInputStream().read(new byte[8192]);
                            write(client, "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(32 * 1024));
                            client.shutdownOutput();
                            afterTheAnswer.add(client.getInputStream().read());
                        })) {
            // Its end is waited for no longer than a moment, which a busy machine may miss.
            await().untilAsserted(
                            () -> {
                                assertThat(ask(server).succeeded()).isTrue();
                                assertThat(afterTheAnswer.poll(5, TimeUnit.SECONDS)).isEqualTo(-1);
                            });
        }
    }

    @Test
    void aTargetCannotAddHeadersOfItsOwn() {
        HttpRequest request =
                new HttpRequest(
                        FakeServer.refusing(), Optional.empty(), "/a b\r\nX-Evil: 1\u00e4", GOOD);

        assertThat(RequestHead.of(request).text())
                .startsWith("GET /a%20b%0D%0AX-Evil:%201%C3%A4 HTTP/1.1\r\n");
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

    private static HttpRequest plain(FakeServer server) {
        return new HttpRequest(server.address(), Optional.empty(), "/health?full=1", GOOD);
    }

    private Observation ask(FakeServer server) {
        return prober.ask(plain(server), QUICK);
    }
}
