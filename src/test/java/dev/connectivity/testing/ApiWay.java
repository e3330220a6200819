package dev.connectivity.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A way to an API server, byte by byte, on which it can go away and come back at the same address.
 */
public final class ApiWay implements AutoCloseable {

    /** How an API server may be away. */
    public enum Outage {
        /** Its connections break, and nobody listens. */
        Refusing,
        /** Connections are taken and stay, and nothing comes of them. */
        Hanging
    }

    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flows = lock.newCondition();
    private final int port;
    private ServerSocket listener;
    private boolean hanging;

    private ApiWay(InetSocketAddress server) throws IOException {
        this.server = server;
        listener = listen(FreePort.next());
        port = listener.getLocalPort();
    }

    public static ApiWay to(Config config) {
        URI url = URI.create(config.getMasterUrl());
        try {
            return new ApiWay(new InetSocketAddress(url.getHost(), url.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same API server, reached this way. */
    public Config over(Config config) {
        return new ConfigBuilder(config).withMasterUrl("https://127.0.0.1:" + port + "/").build();
    }

    public void begin(Outage outage) {
        switch (outage) {
            case Refusing -> {
                close(listener);
                open.forEach(ApiWay::close);
            }
            case Hanging -> hang(true);
        }
    }

    public void end() {
        hang(false);
        if (listener.isClosed()) {
            try {
                listener = listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void hang(boolean does) {
        lock.lock();
        try {
            hanging = does;
            flows.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket made = new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(made));
        return made;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                connect(from, from.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(ServerSocket from, Socket client) {
        open.add(client);
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (client;
                                    Socket far =
                                            new Socket(server.getAddress(), server.getPort())) {
                                open.add(far);
                                if (from.isClosed()) {
                                    return;
                                }
                                Thread back = Thread.ofVirtual().start(() -> pump(far, client));
                                pump(client, far);
                                far.shutdownOutput();
                                back.join();
                            } catch (IOException | InterruptedException broken) {
                                // Both ends see it.
                            } finally {
                                open.remove(client);
                            }
                        });
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 14];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                awaitFlow();
                to.getOutputStream().write(buffer, 0, n);
            }
            to.shutdownOutput();
        } catch (SocketException broken) {
            close(to);
        } catch (IOException | InterruptedException e) {
            close(to);
        } finally {
            open.remove(from);
        }
    }

    private void awaitFlow() throws InterruptedException {
        lock.lock();
        try {
            while (hanging) {
                flows.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        begin(Outage.Refusing);
        hang(false);
    }
}
