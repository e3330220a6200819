package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A real socket on loopback that behaves well or badly. */
public final class FakeServer implements AutoCloseable {

    private static final String NAMESPACE = "shop";

    private static final List<Socket> REFUSING = new CopyOnWriteArrayList<>();

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private FakeServer(int backlog) {
        this(backlog, 0, InetAddress.getLoopbackAddress());
    }

    private FakeServer(int backlog, int port, InetAddress address) {
        try {
            listening = new ServerSocket(port, backlog, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it does with each connection, on a thread of its own. */
    @FunctionalInterface
    public interface Conversation {
        void with(Socket client) throws IOException;
    }

    public static FakeServer serving(Conversation conversation) {
        return serving(new FakeServer(50), conversation);
    }

    /** On the same port, at another loopback address. */
    public FakeServer twin(String address, Conversation conversation) {
        return serving(
                new FakeServer(50, address().port(), InetAddress.ofLiteral(address)), conversation);
    }

    private static FakeServer serving(FakeServer server, Conversation conversation) {
        Thread.ofVirtual().start(() -> server.accept(conversation));
        return server;
    }

    /** Says this as soon as it has read something, and closes. */
    public static FakeServer saying(String text) {
        return serving(
                client -> {
                    client.getInputStream().read(new byte[8192]);
                    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                    client.shutdownOutput();
                    client.close();
                });
    }

    /** Accepts and never answers. */
    public static FakeServer hanging() {
        return serving(client -> {});
    }

    /** Ends each connection with a reset, once it has read something. */
    public static FakeServer resetting() {
        return serving(
                client -> {
                    client.getInputStream().read(new byte[8192]);
                    client.setSoLinger(true, 0);
                    client.close();
                });
    }

    /** Over TLS. */
    public static FakeServer secured(SSLContext context, Conversation conversation) {
        return serving(
                client -> {
                    SSLSocket tls =
                            (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
                    tls.startHandshake();
                    conversation.with(tls);
                });
    }

    /** Over TLS, with clients that the context trusts alone. */
    public static FakeServer demanding(
            SSLContext context, String protocol, Conversation conversation) {
        return serving(
                client -> {
                    SSLSocket tls =
                            (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
                    tls.setEnabledProtocols(new String[] {protocol});
                    tls.setUseClientMode(false);
                    tls.setNeedClientAuth(true);
                    tls.startHandshake();
                    conversation.with(tls);
                });
    }

    /** Does not answer a connect: its queue is full and nobody takes from it. */
    public static FakeServer full() {
        return fill(new FakeServer(1));
    }

    /** As {@link #full}, on the same port, at another loopback address. */
    public FakeServer fullTwin(String address) {
        return fill(new FakeServer(1, address().port(), InetAddress.ofLiteral(address)));
    }

    private static FakeServer fill(FakeServer server) {
        try {
            for (int i = 0; i < 2; i++) {
                Socket waiting = new Socket();
                waiting.connect(server.listening.getLocalSocketAddress(), 1_000);
                server.open.add(waiting);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    /** A port that nobody listens on. It stays taken, so that nobody else gets it either. */
    public static Address refusing() {
        try {
            Socket bound = new Socket();
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            REFUSING.add(bound);
            return new Address("localhost", bound.getLocalPort(), NAMESPACE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Address address() {
        return address("localhost");
    }

    /** By another name, which the test's resolver is to know. */
    public Address address(String host) {
        return new Address(
                host, ((InetSocketAddress) listening.getLocalSocketAddress()).getPort(), NAMESPACE);
    }

    private void accept(Conversation conversation) {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> converse(conversation, client));
            }
        } catch (IOException e) {
            close();
        }
    }

    /**
     * Clients of a test often end a conversation in its middle; the client's view is what is
     * tested.
     */
    private static void converse(Conversation conversation, Socket client) {
        try {
            conversation.with(client);
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FakeServer::closeQuietly);
    }
}
