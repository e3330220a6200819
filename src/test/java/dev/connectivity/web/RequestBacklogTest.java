package dev.connectivity.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestBacklogTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: operator\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    private static final int MANY = 1_000;

    private final AtomicInteger asked = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private volatile boolean answers = true;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server =
                vertx.createHttpServer()
                        .requestHandler(this::answer)
                        .listen(0, InetAddress.getLoopbackAddress().getHostAddress())
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        RequestBacklog.bound(request.connection());
        asked.incrementAndGet();
        if (answers) {
            request.response().end("ok");
        }
    }

    @Test
    void oneAfterTheOtherIsAnsweredForAsLongAsSomebodyAsks() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < MANY; i++) {
                ask(socket, 1);
                assertThat(read(socket, ANSWER.length())).isEqualTo(ANSWER);
            }
        }
        assertThat(asked).hasValue(MANY);
    }

    @Test
    void aFewMayBeAskedAtOnce() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < MANY; i++) {
                ask(socket, RequestBacklog.MOST);
                String all = ANSWER.repeat(RequestBacklog.MOST);
                assertThat(read(socket, all.length())).isEqualTo(all);
            }
        }
    }

    @Test
    void whoAsksForMoreThanIsAnsweredIsCutOff() throws IOException {
        answers = false;
        try (Socket socket = connect()) {
            ask(socket, RequestBacklog.MOST + 1);
            assertThat(isEnded(socket)).isTrue();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void ask(Socket socket, int times) throws IOException {
        socket.getOutputStream().write(REQUEST.repeat(times).getBytes(US_ASCII));
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
