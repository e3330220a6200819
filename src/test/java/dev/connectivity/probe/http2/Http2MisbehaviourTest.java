package dev.connectivity.probe.http2;

import static dev.connectivity.testing.FakeHttp2.ACK;
import static dev.connectivity.testing.FakeHttp2.CONTINUATION;
import static dev.connectivity.testing.FakeHttp2.DATA;
import static dev.connectivity.testing.FakeHttp2.END_HEADERS;
import static dev.connectivity.testing.FakeHttp2.END_STREAM;
import static dev.connectivity.testing.FakeHttp2.GOAWAY;
import static dev.connectivity.testing.FakeHttp2.HEADERS;
import static dev.connectivity.testing.FakeHttp2.PADDED;
import static dev.connectivity.testing.FakeHttp2.PING;
import static dev.connectivity.testing.FakeHttp2.PRIORITIZED;
import static dev.connectivity.testing.FakeHttp2.PUSH_PROMISE;
import static dev.connectivity.testing.FakeHttp2.RST_STREAM;
import static dev.connectivity.testing.FakeHttp2.SETTINGS;
import static dev.connectivity.testing.FakeHttp2.WINDOW_UPDATE;
import static dev.connectivity.testing.FakeHttp2.all;
import static dev.connectivity.testing.FakeHttp2.block;
import static dev.connectivity.testing.FakeHttp2.frame;
import static dev.connectivity.testing.FakeHttp2.head;
import static dev.connectivity.testing.FakeHttp2.numbers;
import static dev.connectivity.testing.FakeHttp2.settings;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.connectivity.testing.FakeHttp2;
import dev.connectivity.testing.FakeServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that lie. */
class Http2MisbehaviourTest {

    private static final byte[] NONE = {};
    private static final byte[] OPEN = head(0, ":status", "200");

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void isAViolation(String what, byte[] frames) {
        try (FakeServer server = FakeHttp2.saying(frames)) {
            assertThat(failure(server)).isInstanceOf(Http2Violation.class);
        }
    }

    static Stream<Arguments> violations() {
        return Stream.concat(wrongFrames(), wrongAnswers());
    }

    private static Stream<Arguments> wrongFrames() {
        return Stream.of(
                arguments("settings of a crooked size", frame(SETTINGS, 0, 0, new byte[5])),
                arguments("settings of a stream", frame(SETTINGS, 0, 1)),
                arguments(
                        "an acknowledgement with content", frame(SETTINGS, ACK, 0, setting(3, 1))),
                arguments("a push that we disabled", frame(SETTINGS, 0, 0, setting(2, 1))),
                arguments("a window beyond all", frame(SETTINGS, 0, 0, setting(4, -1))),
                arguments("frames below the least size", frame(SETTINGS, 0, 0, setting(5, 100))),
                arguments("a short ping", frame(PING, 0, 0, new byte[7])),
                arguments("a ping of a stream", frame(PING, 0, 1, new byte[8])),
                arguments("a short farewell", frame(GOAWAY, 0, 0, numbers(1))),
                arguments("a short reset", frame(RST_STREAM, 0, 1, new byte[3])),
                arguments("a reset of the connection", frame(RST_STREAM, 0, 0, numbers(0))),
                arguments("a window that does not grow", frame(WINDOW_UPDATE, 0, 0, numbers(0))),
                arguments("a frame above the limit", frame(DATA, 0, 1, new byte[16_385])),
                arguments("a pushed request", frame(PUSH_PROMISE, 4, 1, numbers(2))),
                arguments("a stream never opened", frame(HEADERS, 5, 3, block(":status", "200"))),
                arguments("a head of the connection", frame(HEADERS, 5, 0, block(":status", "2"))),
                arguments("a body of another stream", all(OPEN, frame(DATA, 1, 3, new byte[1]))),
                arguments("a lone continuation", frame(CONTINUATION, END_HEADERS, 1)),
                arguments(
                        "a ping within a head",
                        all(frame(HEADERS, 0, 1), frame(PING, 0, 0, new byte[8]))));
    }

    private static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                arguments("a body before its head", frame(DATA, END_STREAM, 1, new byte[1])),
                arguments("a head without status", head(END_STREAM, "x", "y")),
                arguments("a status that is none", head(END_STREAM, ":status", "ok")),
                arguments("a status below all", head(END_STREAM, ":status", "099")),
                arguments("an interim head at the end", head(END_STREAM, ":status", "103")),
                arguments("a switch of protocols", head(0, ":status", "101")),
                arguments("a second head", all(OPEN, OPEN)),
                arguments("a status in trailers", all(OPEN, head(END_STREAM, ":status", "200"))),
                arguments("an upper-case name", head(END_STREAM, ":status", "200", "X", "y")),
                arguments("no header block", frame(HEADERS, 5, 1, (byte) 0xff, (byte) 0xff)),
                arguments("a header index beyond all", frame(HEADERS, 5, 1, (byte) 0xfe)),
                arguments("padding beyond the frame", all(OPEN, frame(DATA, PADDED, 1, (byte) 9))),
                arguments("padding without a length", all(OPEN, frame(DATA, PADDED, 1))),
                arguments(
                        "priority beyond the frame",
                        frame(HEADERS, PRIORITIZED | END_HEADERS, 1, new byte[2])),
                arguments("a head that repeats itself", frame(HEADERS, 5, 1, bomb())),
                arguments("more body than the window", all(OPEN, body(4), body(1))));
    }

    /** Status 200, a header of 3,000 bytes that goes to the table, and 100 references to it. */
    private static byte[] bomb() {
        byte[] references = new byte[100];
        Arrays.fill(references, (byte) 0xbe);
        byte[] literal = {(byte) 0x88, 0x40, 1, 'x', 0x7f, (byte) 0xb9, 0x16};
        byte[] value = "a".repeat(3_000).getBytes(StandardCharsets.US_ASCII);
        return all(literal, value, references);
    }

    private static byte[] setting(int key, int value) {
        return all(new byte[] {0, (byte) key}, numbers(value));
    }

    private static byte[] body(int frames) {
        byte[] one = frame(DATA, 0, 1, new byte[16_384]);
        return Stream.generate(() -> one).limit(frames).reduce(NONE, FakeHttp2::all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void aFloodEndsSoon(String what, byte[] begin, byte[] again) {
        try (FakeServer server = FakeHttp2.repeating(begin, again)) {
            assertThat(failure(server)).isInstanceOf(Http2Violation.class);
        }
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                arguments("of pings", NONE, frame(PING, 0, 0, new byte[8])),
                arguments("of settings", NONE, settings()),
                arguments("of windows", NONE, frame(WINDOW_UPDATE, 0, 0, numbers(1))),
                arguments("of unknown frames", NONE, frame(0x77, 0, 0, new byte[16_384])),
                arguments("of interim heads", NONE, head(0, ":status", "103")),
                arguments("of empty bodies", OPEN, frame(DATA, 0, 1)),
                arguments(
                        "of continuations",
                        frame(HEADERS, 0, 1),
                        frame(CONTINUATION, 0, 1, new byte[16_384])),
                arguments(
                        "of empty continuations", frame(HEADERS, 0, 1), frame(CONTINUATION, 0, 1)));
    }

    @ParameterizedTest
    @MethodSource("otherProtocols")
    void whatSpeaksAnotherProtocolIsAViolation(String text) {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            client.getOutputStream()
                                    .write(text.getBytes(StandardCharsets.US_ASCII));
                            client.getInputStream().readAllBytes();
                        })) {
            assertThat(failure(server)).isInstanceOf(Http2Violation.class);
        }
    }

    static Stream<String> otherProtocols() {
        return Stream.of("HTTP/1.1 400 Bad Request\r\n\r\n", "220", "-ERR", "SSH", "INFO {");
    }

    @Test
    void anAnswerBeforeTheSettingsIsAViolation() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            client.getOutputStream().write(head(END_STREAM, ":status", "200"));
                            client.getInputStream().readAllBytes();
                        })) {
            assertThat(failure(server)).isInstanceOf(Http2Violation.class);
        }
    }

    @Test
    void anEndInTheMiddleIsOne() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            client.getInputStream().read(new byte[8192]);
                            client.getOutputStream().write(settings(), 0, 5);
                            client.shutdownOutput();
                        })) {
            assertThat(failure(server)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void silenceEndsAtTheDeadline() {
        try (FakeServer server = FakeHttp2.saying(OPEN)) {
            assertThat(
                            Exchange.with(
                                            server.address(),
                                            Exchange.GET,
                                            limits(Duration.ofSeconds(1)))
                                    .failure())
                    .containsInstanceOf(SocketTimeoutException.class);
        }
    }

    private static IOException failure(FakeServer server) {
        return Exchange.with(server.address(), Exchange.GET, QUICK).failure().orElseThrow();
    }
}
