package dev.connectivity.probe.http;

import static dev.connectivity.testing.HttpFixtures.http;
import static dev.connectivity.testing.HttpFixtures.ours;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.testing.TestHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a real server is asked in HTTP/2, and what it answers, by path. */
final class Pages {

    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> complaints = new ConcurrentLinkedQueue<>();

    /** What the server was asked. */
    record Asked(
            HttpVersion version, String scheme, String authority, String key, boolean connection) {}

    void handle(HttpServerRequest request) {
        request.exceptionHandler(complaints::add);
        request.response().exceptionHandler(complaints::add);
        asked.add(
                new Asked(
                        request.version(),
                        request.scheme(),
                        request.authority().toString(),
                        request.getHeader("x-api-key"),
                        request.headers().contains("connection")));
        switch (request.path()) {
            case "/page" ->
                    request.response()
                            .putHeader("X-Frame-Options", "DENY")
                            .putHeader("Content-Type", "text/html")
                            .end("all is well, größer");
            case "/large" ->
                    request.response()
                            .end("x".repeat(60_000) + "well" + "late".repeat(5_000) + "end");
            case "/late" -> Vertx.currentContext().owner().setTimer(200, _ -> ok(request));
            case "/later" ->
                    Vertx.currentContext().owner().setTimer(20, _ -> trickle(request, "all"));
            case "/never" -> {
                // Without an answer.
            }
            case "/old" -> redirect(request, "/page");
            case "/loop" -> redirect(request, "/loop");
            case "/plain" -> redirect(request, "http://localhost/");
            case "/reset" -> request.response().reset(2);
            case "/http1" -> request.response().reset(13);
            default ->
                    request.response()
                            .setStatusCode(Integer.parseInt(request.path().substring(1)))
                            .end();
        }
    }

    private static void ok(HttpServerRequest request) {
        request.response().end();
    }

    private static void trickle(HttpServerRequest request, String text) {
        request.response().setChunked(true).write(text);
    }

    static void redirect(HttpServerRequest request, String to) {
        request.response().setStatusCode(302).putHeader("Location", to).end();
    }

    enum Protection {
        PLAIN,
        TLS
    }

    TestHttp serve(Protection protection) {
        return switch (protection) {
            case PLAIN -> TestHttp.plain(this::handle);
            case TLS -> TestHttp.secured(this::handle);
        };
    }

    Queue<Asked> asked() {
        return asked;
    }

    /** What the server has against its clients. */
    Queue<Throwable> complaints() {
        return complaints;
    }

    static HttpRequest plain(Address address, String target, String declared) {
        return question(address, Protection.PLAIN, target, declared, List.of());
    }

    static HttpRequest secure(Address address, String target, String declared) {
        return question(address, Protection.TLS, target, declared, List.of());
    }

    static HttpRequest question(
            Address address,
            Protection protection,
            String target,
            String declared,
            List<Header> headers) {
        return new HttpRequest(
                address,
                protection == Protection.TLS ? Optional.of(ours()) : Optional.empty(),
                target,
                http(declared.isEmpty() ? "version: HTTP2" : "version: HTTP2, " + declared),
                headers);
    }
}
