package dev.connectivity.probe.http2;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.probe.Address;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against Vert.x, whose HTTP/2 is Netty's. */
class RealHttp2ServerTest {

    private static final int LARGE = 1_000_000;

    private static final Vertx VERTX = Vertx.vertx();
    private static final Queue<Throwable> COMPLAINTS = new ConcurrentLinkedQueue<>();
    private static HttpServer server;

    @BeforeAll
    static void start() {
        server =
                VERTX.createHttpServer()
                        .requestHandler(RealHttp2ServerTest::handle)
                        .exceptionHandler(COMPLAINTS::add)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        assertThat(COMPLAINTS).isEmpty();
    }

    private static void handle(HttpServerRequest request) {
        request.exceptionHandler(COMPLAINTS::add);
        switch (request.path()) {
            case "/echo" ->
                    request.body()
                            .onSuccess(
                                    body ->
                                            request.response()
                                                    .putTrailer("x-trailer", "end")
                                                    .putHeader("x-said", request.getHeader("x-say"))
                                                    .end(body));
            case "/large" -> request.response().end("a".repeat(LARGE));
            default -> request.response().setStatusCode(404).end();
        }
    }

    @Test
    void answersHeadBodyAndTrailers() {
        byte[] body = "good day".getBytes(StandardCharsets.US_ASCII);
        Http2Request request =
                new Http2Request(
                        "POST",
                        "http",
                        "localhost",
                        "/echo",
                        List.of(new Header("x-say", "äx")),
                        body);

        Http2Response response = ask(request);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-said")).contains("äx");
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.trailer("x-trailer")).contains("end");
    }

    @Test
    void answersWithoutABody() {
        assertThat(ask(get("/nothing")).status()).isEqualTo(404);
    }

    @Test
    void sendsNoMoreOfALargeBodyThanTheWindow() {
        Http2Response response = ask(get("/large"));

        assertThat(response.body()).hasSize(Answer.BODY_LIMIT);
        assertThat(response.whole()).isFalse();
    }

    private static Http2Request get(String path) {
        return new Http2Request("GET", "http", "localhost", path, List.of(), new byte[0]);
    }

    private static Http2Response ask(Http2Request request) {
        Address address = new Address("localhost", server.actualPort(), "shop");
        return Exchange.with(address, request, QUICK).response().orElseThrow();
    }
}
