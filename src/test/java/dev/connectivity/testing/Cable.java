package dev.connectivity.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** What lies between two real sockets, and may be pulled out, or fall silent. */
public final class Cable implements AutoCloseable {

    private static final int PIECE = 8_192;

    private final InetSocketAddress end;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Semaphore passing = new Semaphore(1);
    private final int port;
    private volatile ServerSocket server;

    /** Lies there from now on. */
    public Cable(InetSocketAddress end) {
        this.end = end;
        server = listen(FreePort.next());
        port = server.getLocalPort();
    }

    public int port() {
        return port;
    }

    /** Every connection breaks, and there is none any more. */
    public void pull() {
        close(server);
        sockets.forEach(Cable::close);
        sockets.clear();
    }

    /** As before {@link #pull}. */
    public void plug() {
        server = listen(port);
    }

    /** Connections stay, and nothing goes through. */
    public void hold() {
        passing.acquireUninterruptibly();
    }

    public void letGo() {
        passing.release();
    }

    private ServerSocket listen(int where) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where));
            threads.execute(() -> accept(listening));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket near = listening.accept();
                sockets.add(near);
                threads.execute(() -> connect(near));
            }
        } catch (IOException pulled) {
            close(listening);
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket();
            sockets.add(far);
            far.connect(end);
            threads.execute(() -> pass(far, near));
            pass(near, far);
        } catch (IOException gone) {
            close(near);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                passing.acquireUninterruptibly();
                passing.release();
                out.write(piece, 0, n);
            }
        } catch (SocketException pulled) {
            sockets.remove(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pull();
        threads.shutdownNow();
    }
}
