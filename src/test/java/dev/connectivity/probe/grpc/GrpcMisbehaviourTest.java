package dev.connectivity.probe.grpc;

import static dev.connectivity.testing.FakeHttp2.DATA;
import static dev.connectivity.testing.FakeHttp2.END_STREAM;
import static dev.connectivity.testing.FakeHttp2.GOAWAY;
import static dev.connectivity.testing.FakeHttp2.all;
import static dev.connectivity.testing.FakeHttp2.frame;
import static dev.connectivity.testing.FakeHttp2.head;
import static dev.connectivity.testing.FakeHttp2.numbers;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question.Grpc;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeHttp2;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no gRPC server, or a bad one. */
class GrpcMisbehaviourTest {

    private static final Limits SHORT = limits(Duration.ofSeconds(1));
    private static final byte[] HEAD =
            head(0, ":status", "200", "content-type", "application/grpc+proto");
    private static final byte[] FINE = head(END_STREAM, "grpc-status", "0");

    private final TimeSource time = TimeSource.system();
    private final GrpcProber prober =
            new GrpcProber(loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);

    @ParameterizedTest
    @CsvSource({
        "401, AuthenticationRejected",
        "403, AuthenticationRejected",
        "404, ProtocolError",
        "429, RateLimited",
        "503, ServerError"
    })
    void aStatusOfHttpComesFromSomethingElse(String status, Reason reason) {
        assertThat(reasonOf(answering(head(END_STREAM, ":status", status)))).isEqualTo(reason);
    }

    @Test
    void aPageIsNotGrpc() {
        assertThat(
                        reasonOf(
                                answering(
                                        head(0, ":status", "200", "content-type", "text/html"),
                                        frame(DATA, END_STREAM, 1, new byte[10]))))
                .isEqualTo(Reason.ProtocolError);
    }

    @Test
    void aLaterVersionMayHaveMoreFields() {
        byte[] message = {0x12, 2, 'a', 'b', 0x1d, 0, 0, 0, 0, 0x21, 0, 0, 0, 0, 0, 0, 0, 0, 8, 1};

        assertThat(answering(HEAD, message(message), FINE).succeeded()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenAnswerIsAnErrorOfTheProtocol(String what, byte[] frames) {
        assertThat(reasonOf(answering(HEAD, frames))).isEqualTo(Reason.ProtocolError);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("no status", frame(DATA, END_STREAM, 1, new byte[5])),
                arguments("a status in words", head(END_STREAM, "grpc-status", "fine")),
                arguments("no message", FINE),
                arguments("half a frame", all(frame(DATA, 0, 1, new byte[4]), FINE)),
                arguments("compressed", all(frame(DATA, 0, 1, compressed()), FINE)),
                arguments("two messages", all(message(serving()), message(serving()), FINE)),
                arguments("half a number", all(message((byte) 8, (byte) 0x80), FINE)),
                arguments("an endless number", all(message(endless()), FINE)),
                arguments("text beyond its end", all(message((byte) 0x12, (byte) 100), FINE)),
                arguments("a kind that is none", all(message((byte) 0x0f), FINE)),
                arguments(
                        "more than any health",
                        all(body(), body(), body(), frame(DATA, 0, 1, new byte[16_383]))),
                arguments("a lie about windows", all(body(), body(), body(), body(), body())));
    }

    private static byte[] serving() {
        return new byte[] {8, 1};
    }

    private static byte[] compressed() {
        return all(new byte[] {1}, numbers(2), serving());
    }

    private static byte[] endless() {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    private static byte[] body() {
        return frame(DATA, 0, 1, new byte[16_384]);
    }

    private static byte[] message(byte... message) {
        return frame(DATA, 0, 1, all(new byte[1], numbers(message.length), message));
    }

    @Test
    void aStatusBeyondTheKnownOnesIsNotServing() {
        byte[] unknown = {8, (byte) 0xff, 0x7f};

        assertThat(reasonOf(answering(HEAD, message(unknown), FINE)))
                .isEqualTo(Reason.GRPCNotServing);
    }

    @Test
    void aServerThatEndsTheCallByItsCodeHasAnError() {
        assertThat(failureOf(answering(frame(GOAWAY, 0, 0, numbers(0, 2)))).detail())
                .endsWith("HTTP/2 error 2");
    }

    @Test
    void anotherProtocolIsAnErrorOfTheProtocol() {
        try (FakeServer server = FakeServer.saying("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ProtocolError);
        }
    }

    @Test
    void silenceIsATimeout() {
        try (FakeServer server = FakeServer.hanging()) {
            assertThat(reasonOf(ask(server, SHORT))).isEqualTo(Reason.ResponseTimeout);
        }
    }

    @Test
    void silenceInTheHandshakeIsATimeout() {
        try (FakeServer server = FakeServer.hanging()) {
            Grpc question = new Grpc(server.address(), Optional.of(TlsOptions.FULL), "");

            assertThat(reasonOf(prober.ask(question, SHORT))).isEqualTo(Reason.ResponseTimeout);
        }
    }

    @Test
    void aResetIsOne() {
        try (FakeServer server = FakeServer.resetting()) {
            assertThat(reasonOf(ask(server, QUICK))).isEqualTo(Reason.ConnectionReset);
        }
    }

    private Observation answering(byte[]... frames) {
        try (FakeServer server = FakeHttp2.saying(frames)) {
            return ask(server, QUICK);
        }
    }

    private Observation ask(FakeServer server, Limits limits) {
        return prober.ask(new Grpc(server.address(), Optional.empty(), ""), limits);
    }
}
