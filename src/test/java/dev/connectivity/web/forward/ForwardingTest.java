package dev.connectivity.web.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.testing.FreePort;
import dev.connectivity.view.Seen;
import dev.connectivity.web.Inventory;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A standby and a leader, each a real server with the same port on an address of its own. */
class ForwardingTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final InetAddress STANDBY = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LEADER = InetAddress.ofLiteral("127.0.0.2");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger askedLeader = new AtomicInteger();
    private final CompletableFuture<HttpServerResponse> stream = new CompletableFuture<>();
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();
    private int port;
    private Router leader;
    private HttpServer leaderServer;

    @BeforeEach
    void serve() {
        port = FreePort.next();
        leader = Router.router(vertx);
        leader.route("/events").handler(this::stream);
        leader.route().handler(this::answer);
        leaderServer = listen(leader, LEADER);
        listen(standby(Optional.of(LEADER)), STANDBY);
    }

    @AfterEach
    void close() {
        http.close();
        await().atMost(SOON).until(vertx.close()::isComplete);
    }

    @Test
    void whatOnlyTheLeaderKnowsIsPassedOnWithAllThatWasSent() throws Exception {
        HttpResponse<String> answer = get("/api/health/shop?x=1&y=%2F");

        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.headers().allValues("X-From")).containsExactly("leader");
        assertThat(answer.body())
                .isEqualTo("leader GET /api/health/shop?x=1&y=%2F Bearer token a-language");
        assertThat(get("/").body()).startsWith("leader GET / ");
        assertThat(get("/policies/shop/storefront").body()).startsWith("leader");
        assertThat(get("/events/shop/storefront").body()).startsWith("leader");
    }

    @Test
    void theRestIsAnsweredByWhomeverIsAsked() throws Exception {
        assertThat(get("/q/health/ready").body()).isEqualTo("standby");
        assertThat(get("/q/metrics").body()).isEqualTo("standby");
        assertThat(get("/page.css").body()).isEqualTo("standby");
        assertThat(get("/api/openapi").body()).isEqualTo("standby");
        assertThat(get("/api/../q/metrics").body()).isEqualTo("standby");
        assertThat(send(request("/api/health")).body()).as("no token").isEqualTo("standby");
        assertThat(
                        send(request("/api/health")
                                        .header("Authorization", "Bearer token")
                                        .POST(HttpRequest.BodyPublishers.ofString("x")))
                                .body())
                .isEqualTo("standby");
        assertThat(askedLeader).hasValue(0);
    }

    @Test
    void whatWasPassedOnOnceIsNotPassedOnAgain() throws Exception {
        await().atMost(SOON).until(leaderServer.close()::isComplete);
        listen(standby(Optional.of(STANDBY)), LEADER);

        assertThat(get("/api/health").body()).isEqualTo("standby");
    }

    @Test
    void withoutALeaderItAnswersByItself() throws Exception {
        var alone = InetAddress.ofLiteral("127.0.0.3");
        listen(standby(Optional.empty()), alone);

        var asked = HttpRequest.newBuilder(URI.create("http://127.0.0.3:" + port + "/api/health"));
        assertThat(send(asked.header("Authorization", "Bearer token")).body()).isEqualTo("standby");
    }

    @Test
    void aLeaderThatIsGoneIsStoodInForAtOnce() throws Exception {
        get("/api/health");
        await().atMost(SOON).until(leaderServer.close()::isComplete);

        long began = System.nanoTime();
        assertThat(get("/api/health").body()).isEqualTo("standby");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }

    @Test
    void eventsComeAsTheyAreSentUntilTheReaderLeaves() throws Exception {
        HttpResponse<java.io.InputStream> answer =
                http.send(
                        request("/events").header("X-Forwarded-Access-Token", "token").build(),
                        BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body()))) {
            assertThat(lines.readLine()).isEqualTo("data: 1");
            stream.join().write("data: 2\n");
            assertThat(lines.readLine()).isEqualTo("data: 2");
            assertThat(left).isNotDone();
        }
        await().atMost(SOON).until(left::isDone);
    }

    private void answer(RoutingContext asked) {
        askedLeader.incrementAndGet();
        asked.response()
                .setStatusCode(418)
                .putHeader("X-From", "leader")
                .end(
                        "leader %s %s %s %s"
                                .formatted(
                                        asked.request().method(),
                                        asked.request().uri(),
                                        asked.request().getHeader("Authorization"),
                                        asked.request().getHeader("Accept-Language")));
    }

    private void stream(RoutingContext asked) {
        asked.response().closeHandler(_ -> left.complete(true));
        asked.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .write(Buffer.buffer("data: 1\n"));
        stream.complete(asked.response());
    }

    private Router standby(Optional<InetAddress> itsLeader) {
        Router router = Router.router(vertx);
        router.route()
                .handler(
                        asked -> {
                            asked.response().putHeader("X-From", "standby");
                            asked.next();
                        });
        router.route().handler(new Forwarding(vertx, new Standby(itsLeader), port)::handle);
        router.route().handler(asked -> asked.response().end("standby"));
        return router;
    }

    private HttpServer listen(Router router, InetAddress address) {
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        var listening = server.listen(port, address.getHostAddress());
        await().atMost(SOON).until(listening::succeeded);
        return server;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(
                request(path)
                        .header("Authorization", "Bearer token")
                        .header("Accept-Language", "a-language"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(SOON);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** A replica that does not lead. */
    private record Standby(Optional<InetAddress> leader) implements Inventory {

        @Override
        public Set<String> namespaces() {
            return Set.of();
        }

        @Override
        public Stream<Seen> policies(String namespace) {
            return Stream.empty();
        }

        @Override
        public Optional<Seen> policy(String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public boolean leads() {
            return false;
        }
    }
}
