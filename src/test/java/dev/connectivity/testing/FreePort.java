package dev.connectivity.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that must be told theirs. They are below those that the system gives away by
 * itself, so nobody takes one before its server does, nor while it is away for a while; and this
 * process gives none away twice.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final int EACH_PROCESS = 100;

    /** Tests of several processes on one machine each begin elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * EACH_PROCESS % COUNT));

    private FreePort() {}

    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("all ports are taken");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
