package dev.connectivity.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An address of loopback like a pod's: its own, with one port that accepts and others that refuse.
 */
public final class ListeningHost implements AutoCloseable {

    private static final int BACKLOG = 50;
    private static final int HOSTS = 250;
    private static final int PROCESSES = 200;

    /** Tests of several processes on one machine each begin at addresses of their own. */
    private static final AtomicInteger LAST =
            new AtomicInteger((int) (ProcessHandle.current().pid() % PROCESSES) * HOSTS);

    private final ServerSocket socket;

    private ListeningHost(ServerSocket socket) {
        this.socket = socket;
    }

    public static ListeningHost on(int port) {
        int number = LAST.incrementAndGet();
        String address = "127.71.%d.%d".formatted(1 + number / HOSTS, 1 + number % HOSTS);
        try {
            ServerSocket socket = new ServerSocket(port, BACKLOG, InetAddress.getByName(address));
            Thread.ofVirtual().start(() -> accept(socket));
            return new ListeningHost(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return socket.getInetAddress().getHostAddress();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.shutdownOutput();
            } catch (IOException e) {
                // The client or the host has gone; the next turn of the loop tells which.
                continue;
            }
        }
    }
}
