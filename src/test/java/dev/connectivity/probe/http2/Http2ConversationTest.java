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
import static dev.connectivity.testing.FakeHttp2.PRIORITY;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectivity.testing.FakeHttp2;
import dev.connectivity.testing.FakeServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class Http2ConversationTest {

    private static final byte[] OK = head(END_STREAM, ":status", "200");

    @Test
    void headBodyAndTrailersComeApart() {
        Http2Response response =
                answer(
                        head(0, ":status", "201", "x-one", "1", "x-two", "2"),
                        frame(DATA, 0, 1, text("good ")),
                        frame(DATA, 0, 1, text("day")),
                        head(END_STREAM, "grpc-status", "0"));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers()).extracting(Header::name).containsExactly("x-one", "x-two");
        assertThat(response.header("x-two")).contains("2");
        assertThat(response.body()).asString().isEqualTo("good day");
        assertThat(response.whole()).isTrue();
        assertThat(response.trailer("grpc-status")).contains("0");
    }

    @Test
    void interimHeadsAreNotTheAnswer() {
        assertThat(answer(head(0, ":status", "103", "link", "x"), OK).status()).isEqualTo(200);
    }

    @Test
    void paddingAndPriorityAreNoPartOfTheAnswer() {
        byte[] padded = all(new byte[] {3}, numbers(0), new byte[1], block(":status", "204"));
        byte[] body = all(new byte[] {2}, text("x"), new byte[2]);

        Http2Response response =
                answer(
                        frame(
                                HEADERS,
                                PADDED | PRIORITIZED | END_HEADERS,
                                1,
                                all(padded, new byte[3])),
                        frame(DATA, PADDED | END_STREAM, 1, body));

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).asString().isEqualTo("x");
    }

    @Test
    void aHeadMayGoOnInFurtherFrames() {
        byte[] block = block(":status", "200", "x-long", "a".repeat(500));

        Http2Response response =
                answer(
                        frame(HEADERS, END_STREAM, 1, Arrays.copyOf(block, 10)),
                        frame(CONTINUATION, 0, 1, Arrays.copyOfRange(block, 10, 20)),
                        frame(
                                CONTINUATION,
                                END_HEADERS,
                                1,
                                Arrays.copyOfRange(block, 20, block.length)));

        assertThat(response.header("x-long")).hasValueSatisfying(it -> assertThat(it).hasSize(500));
    }

    @Test
    void whatIsNotForUsIsPassedOver() {
        assertThat(
                        answer(
                                        frame(0x42, 7, 9, text("of a later version")),
                                        frame(PRIORITY, 0, 3, new byte[5]),
                                        frame(WINDOW_UPDATE, 0, 0, numbers(1)),
                                        frame(WINDOW_UPDATE, 0, 1, numbers(1)),
                                        frame(SETTINGS, ACK, 0),
                                        frame(PING, ACK, 0, new byte[8]),
                                        OK)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void aServerThatClosesDownStillAnswers() {
        assertThat(answer(frame(GOAWAY, 0, 0, numbers(1, 0)), OK).status()).isEqualTo(200);
    }

    @Test
    void aRefusalHasItsCode() {
        assertThat(refusal(frame(RST_STREAM, 0, 1, numbers(7)))).isEqualTo(7);
        assertThat(refusal(frame(GOAWAY, 0, 0, numbers(0, 11)))).isEqualTo(11);
        assertThat(refusal(frame(GOAWAY, 0, 0, numbers(0, 0)))).isZero();
    }

    @Test
    void aBodyIsTakenUntilTheWindowIsFull() {
        byte[] part = frame(DATA, 0, 1, new byte[Frame.LIMIT]);
        byte[] rest = frame(DATA, 0, 1, new byte[Frame.LIMIT - 1]);

        Http2Response response = answer(head(0, ":status", "200"), part, part, part, rest);

        assertThat(response.body()).hasSize(Answer.BODY_LIMIT);
        assertThat(response.whole()).isFalse();
    }

    @Test
    void settingsAndPingsAreAcknowledgedAndTheEndIsSaid() throws Exception {
        CompletableFuture<byte[]> heard = new CompletableFuture<>();
        byte[] ping = {1, 2, 3, 4, 5, 6, 7, 8};
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            client.getOutputStream()
                                    .write(all(settings(), frame(PING, 0, 0, ping), OK));
                            heard.complete(client.getInputStream().readAllBytes());
                            client.close();
                        })) {
            Exchange.with(server.address(), Exchange.GET, QUICK);

            byte[] said = heard.get(5, TimeUnit.SECONDS);
            assertThat(said)
                    .startsWith(text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
                    .containsSequence(all(frame(SETTINGS, ACK, 0), frame(PING, ACK, 0, ping)))
                    .endsWith(frame(GOAWAY, 0, 0, new byte[8]));
        }
    }

    @Test
    void aLongHeadGoesOutInSeveralFrames() throws Exception {
        CompletableFuture<byte[]> heard = new CompletableFuture<>();
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            heard.complete(untilEnd(client.getInputStream()));
                            client.getOutputStream().write(all(settings(), OK));
                        })) {
            Http2Request request =
                    Exchange.get(List.of(new Header("authorization", "{".repeat(20_000))));

            assertThat(Exchange.with(server.address(), request, QUICK).response()).isPresent();
            assertThat(heard.get(5, TimeUnit.SECONDS)).hasSizeGreaterThan(20_000);
        }
    }

    /** Reads frames until one ends a head. */
    private static byte[] untilEnd(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(in.readNBytes(24));
        boolean ended = false;
        while (!ended) {
            byte[] head = in.readNBytes(9);
            int size = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
            assertThat(size).isLessThanOrEqualTo(Frame.LIMIT);
            all.writeBytes(in.readNBytes(size));
            ended = (head[3] == HEADERS || head[3] == CONTINUATION) && (head[4] & END_HEADERS) != 0;
        }
        return all.toByteArray();
    }

    @Test
    void nothingThatCouldBeginAnotherHeaderIsSent() {
        assertThatThrownBy(() -> Exchange.get(List.of(new Header("x", "a\r\nsecret: b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void theTextOfAHeaderDoesNotShowItsValue() {
        assertThat(new Header("authorization", "secret").toString()).doesNotContain("secret");
    }

    private static Http2Response answer(byte[]... frames) {
        try (FakeServer server = FakeHttp2.saying(frames)) {
            return Exchange.with(server.address(), Exchange.GET, QUICK).response().orElseThrow();
        }
    }

    private static long refusal(byte[] frame) {
        try (FakeServer server = FakeHttp2.saying(frame)) {
            IOException failure =
                    Exchange.with(server.address(), Exchange.GET, QUICK).failure().orElseThrow();
            assertThat(failure).isInstanceOf(Http2Refusal.class);
            return ((Http2Refusal) failure).code();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
