package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Redis on loopback, in plain text and over TLS by {@link TestCertificates#GOOD}. */
public final class TestRedis implements AutoCloseable {

    private final RealServer server;
    private final int port;
    private final int tlsPort;
    private final String password;

    private TestRedis(RealServer server, int port, int tlsPort, String password) {
        this.server = server;
        this.port = port;
        this.tlsPort = tlsPort;
        this.password = password;
    }

    /**
     * Starts it.
     *
     * @param password of the user that is meant where none is named
     */
    public static TestRedis start(String password) {
        Path folder = RealServer.newFolder("redis");
        int port = FreePort.next();
        int tlsPort = FreePort.next();
        RealServer.writeCertificate(folder);
        RealServer.write(
                folder.resolve("redis.conf"),
                """
                bind 127.0.0.1
                port %d
                tls-port %d
                tls-cert-file server.pem
                tls-key-file server.key
                tls-ca-cert-file server.pem
                tls-auth-clients no
                requirepass "%s"
                save ""
                enable-debug-command yes
                loading-process-events-interval-bytes 1024
                """
                        .formatted(port, tlsPort, password));
        RealServer server =
                RealServer.start(
                        "Debian's package redis-server",
                        folder,
                        Map.of(),
                        List.of("redis-server", "redis.conf"));
        return new TestRedis(
                server.started("Ready to accept connections"), port, tlsPort, password);
    }

    public Address address() {
        return new Address("localhost", port, "shop");
    }

    public Address tlsAddress() {
        return new Address("localhost", tlsPort, "shop");
    }

    public String log() {
        return server.output();
    }

    /** Once it has nothing more to say of what was done before. */
    public String settledLog() {
        return server.settledOutput();
    }

    /** The first line of its answer. */
    public String run(String command) {
        try (Socket socket = connect()) {
            return tell(socket, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it, and waits for no answer; closing the socket ends the session. */
    public Socket begin(String command) {
        try {
            Socket socket = connect();
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        tell(socket, "AUTH \"" + password + "\"");
        return socket;
    }

    private static String tell(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        return new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
    }

    @Override
    public void close() {
        server.close();
    }
}
