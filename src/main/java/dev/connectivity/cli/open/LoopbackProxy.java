package dev.connectivity.cli.open;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Listens on 127.0.0.1, lets in whom the gate admits, and has their requests passed on. */
final class LoopbackProxy implements AutoCloseable {

    private static final int KEY_BYTES = 18;
    private static final int BACKLOG = 64;

    static {
        // Else what is written in two pieces waits for the other side's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String key = random();
    private final Gate gate;
    private final Relay relay;

    /**
     * @param port 0: a free one
     */
    LoopbackProxy(int port, Relay relay) throws IOException {
        this.relay = relay;
        server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                        BACKLOG);
        gate = new Gate(server.getAddress().getPort(), key, random());
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** For one browser. */
    String address() {
        return "http://127.0.0.1:%d/%s/".formatted(server.getAddress().getPort(), key);
    }

    /** Where this fails, the connection is cut: half an answer must be seen to be one. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("");
        Headers headers = exchange.getRequestHeaders();
        Gate.Entry entry =
                gate.enter(
                        exchange.getRequestMethod(),
                        path,
                        name -> only(headers.get(name)),
                        () ->
                                Neighbour.isSomebodyElse(
                                        exchange.getRemoteAddress(), exchange.getLocalAddress()));
        switch (entry) {
            case Gate.Refused(int status, String words) -> Told.plain(status, words).to(exchange);
            case Gate.Admitted(String inside, Optional<String> cookie) -> {
                cookie.ifPresent(it -> exchange.getResponseHeaders().set("Set-Cookie", it));
                pass(exchange, target(inside, exchange));
            }
        }
        exchange.close();
    }

    private void pass(HttpExchange exchange, String target) throws IOException {
        try {
            relay.pass(exchange, target, "/" + key);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("ended");
        }
    }

    private static String target(String path, HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? path : path + "?" + query;
    }

    private static Optional<String> only(@Nullable List<String> values) {
        return Optional.ofNullable(values).filter(it -> it.size() == 1).map(List::getFirst);
    }

    private static String random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
