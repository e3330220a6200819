package dev.connectivity.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A real HTTP server in the outside world, which can be told to hang. */
final class World implements AutoCloseable {

    private final HttpServer server;
    private volatile boolean hanging;

    private World(HttpServer server) {
        this.server = server;
    }

    static World serveAt(String address, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
            World world = new World(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/",
                    exchange -> {
                        if (world.hanging) {
                            // Never answered: the client's own timeout has to end it.
                            return;
                        }
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                    });
            server.start();
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void hang(boolean hangs) {
        hanging = hangs;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
