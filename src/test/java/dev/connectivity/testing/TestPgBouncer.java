package dev.connectivity.testing;

import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A real PgBouncer, of Debian's package, before a server that may be there or not. */
public final class TestPgBouncer implements AutoCloseable {

    private static final String MISSING =
            "This test needs PgBouncer: install it with `apt-get install pgbouncer`.";

    private final Path folder;
    private final int port;
    private final Process process;

    private TestPgBouncer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Knows one database, {@code shop}, as {@code storefront} whom it trusts.
     *
     * @param settings further lines of its section
     */
    public static TestPgBouncer before(Address server, String... settings) {
        try {
            Path folder = Files.createTempDirectory("pgbouncer");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            int port = FreePort.next();
            Path file = folder.resolve("pgbouncer.ini");
            Files.writeString(folder.resolve("users"), "\"storefront\" \"\"\n");
            Files.writeString(
                    file,
                    """
                    [databases]
                    shop = host=127.0.0.1 port=%d dbname=shop
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s/users
                    %s
                    """
                            .formatted(server.port(), port, folder, String.join("\n", settings)));
            TestPgBouncer bouncer = new TestPgBouncer(folder, port, start(file));
            await().until(bouncer::accepts);
            return bouncer;
        } catch (IOException e) {
            throw new UncheckedIOException(MISSING, e);
        }
    }

    /** It refuses to run as root. */
    private static Process start(Path file) throws IOException {
        List<String> nobody =
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        List<String> command =
                "root".equals(System.getProperty("user.name"))
                        ? new ArrayList<>(nobody)
                        : new ArrayList<>();
        command.addAll(List.of("pgbouncer", "--quiet", file.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean accepts() {
        if (!process.isAlive()) {
            throw new IllegalStateException(MISSING);
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public Address address() {
        return new Address("localhost", port, "shop");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        ServerProcess.delete(folder);
    }
}
