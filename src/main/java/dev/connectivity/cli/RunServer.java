package dev.connectivity.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** What {@code run} knows, over HTTP: {@code /verdicts} and {@code /q/metrics}. */
final class RunServer implements AutoCloseable {

    private static final int BACKLOG = 16;

    private final HttpServer server;

    RunServer(InetSocketAddress address) throws IOException {
        server = HttpServer.create(address, BACKLOG);
    }

    RunServer shows(String path, String type, Supplier<String> text) {
        server.createContext(path, exchange -> answer(exchange, path, type, text));
        return this;
    }

    int start() {
        server.start();
        return server.getAddress().getPort();
    }

    private static void answer(
            HttpExchange exchange, String path, String type, Supplier<String> text)
            throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
