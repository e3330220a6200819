package dev.connectivity.cli.open;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.connectivity.testing.FreePort;
import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A real HTTP server that answers as the operator's page does, and keeps what it was asked. */
public final class FakeOperator implements AutoCloseable {

    /** One request. */
    public record Asked(String method, String target, Headers headers) {}

    public final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Each is sent to whoever reads the stream of events, at once. */
    public final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    public final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    private FakeOperator(HttpServer server) {
        this.server = server;
    }

    static FakeOperator accepting(String token) {
        return at(FreePort.next(), token);
    }

    static FakeOperator at(int port, String token) {
        FakeOperator operator = on(InetAddress.getLoopbackAddress(), port);
        operator.tokens.add(token);
        return operator;
    }

    /** As behind an Ingress: with a certificate for this machine, of an authority of its own. */
    static FakeOperator secured(String token) {
        try {
            HttpsServer server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(
                    new HttpsConfigurator(TestCertificates.serverWith(TestCertificates.GOOD)));
            FakeOperator operator = serving(server);
            operator.tokens.add(token);
            return operator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That accepts every token, or those that are named afterwards. */
    public static FakeOperator on(InetAddress address, int port) {
        try {
            return serving(HttpServer.create(new InetSocketAddress(address, port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FakeOperator serving(HttpServer server) {
        FakeOperator operator = new FakeOperator(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", operator::answer);
        server.start();
        return operator;
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        tell(exchange);
        exchange.close();
    }

    private void tell(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders()));
        if (!tokens.isEmpty() && !tokens.contains(token(exchange.getRequestHeaders()))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            send(exchange, 401, "application/json", "{\"status\":401}");
            return;
        }
        switch (path) {
            case "/" -> page(exchange);
            case "/events" -> stream(exchange);
            case "/api/health" -> send(exchange, 503, "application/json", "{\"status\":\"Down\"}");
            case "/policies/shop" -> {
                exchange.getResponseHeaders().set("Location", "/policies/shop/storefront");
                exchange.sendResponseHeaders(303, -1);
            }
            case "/policies/half" -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                throw new IOException("cut");
            }
            default -> send(exchange, 404, "text/html", "<p>none</p>");
        }
    }

    private static String token(Headers headers) {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .map(it -> it.replaceFirst("^Bearer ", ""))
                .or(() -> Optional.ofNullable(headers.getFirst("X-Forwarded-Access-Token")))
                .orElse("");
    }

    private static void page(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", "default-src 'self'");
        headers.set("ETag", "\"1\"");
        headers.set("Set-Cookie", "tracked=1");
        headers.set("Keep-Alive", "timeout=9");
        if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        send(exchange, 200, "text/html; charset=utf-8", "<h1>Policies of päge</h1>");
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(events.take().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
