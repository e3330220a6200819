package dev.connectivity.testing;

import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A real MariaDB, of Debian's package {@code mariadb-server}; on all addresses of this machine,
 * with a folder of its own. Its root needs no password, on its socket.
 */
public final class TestMariaDb implements AutoCloseable {

    private static final String MISSING =
            "This test needs MariaDB: install it with `apt-get install mariadb-server`.";

    private final Path folder;
    private final int port;
    private final Process server;

    private TestMariaDb(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** With TLS by {@link TestCertificates#GOOD}. */
    public static TestMariaDb secured(String... options) {
        return start(
                Stream.concat(
                                Stream.of("--ssl-cert=server.pem", "--ssl-key=server.key"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    /** As {@code mariadbd} takes them. */
    public static TestMariaDb start(String... options) {
        try {
            Path folder = Files.createTempDirectory("mariadb");
            int port = FreePort.next();
            install(folder);
            return running(folder, port, options);
        } catch (IOException e) {
            throw new UncheckedIOException(MISSING, e);
        }
    }

    /**
     * Started again with these options, after it was prepared without them.
     *
     * @param prepare what the options would not allow
     */
    public static TestMariaDb restarted(Consumer<TestMariaDb> prepare, String... options) {
        TestMariaDb first = start();
        prepare.accept(first);
        first.shutDown();
        first.server.onExit().join();
        try {
            return running(first.folder, first.port, options);
        } catch (IOException e) {
            throw new UncheckedIOException(MISSING, e);
        }
    }

    private static TestMariaDb running(Path folder, int port, String... options)
            throws IOException {
        TestMariaDb server = new TestMariaDb(folder, port, process(folder, port, options));
        await().atMost(Duration.ofSeconds(60)).until(server::accepts);
        return server;
    }

    private static void install(Path folder) throws IOException {
        certificates(folder);
        ServerProcess.run(
                "chown the folder of the test", "chown", "-R", "mysql", folder.toString());
        ServerProcess.run(
                MISSING,
                "mariadb-install-db",
                "--no-defaults",
                "--user=mysql",
                "--skip-test-db",
                "--auth-root-authentication-method=normal",
                "--datadir=" + folder,
                temporary(folder));
    }

    private static Process process(Path folder, int port, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "mariadbd",
                                "--no-defaults",
                                "--user=mysql",
                                "--datadir=" + folder,
                                temporary(folder),
                                "--socket=" + folder.resolve("s"),
                                "--pid-file=" + folder.resolve("pid"),
                                "--port=" + port,
                                "--bind-address=0.0.0.0",
                                "--innodb-buffer-pool-size=8M",
                                "--innodb-flush-log-at-trx-commit=0"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
    }

    /** Its own: one that starts removes from there what another is still using. */
    private static String temporary(Path folder) {
        return "--tmpdir=" + folder;
    }

    private static void certificates(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("server.pem"),
                TestCertificates.certificatePem(TestCertificates.GOOD));
        Files.writeString(
                folder.resolve("server.key"), TestCertificates.keyPem(TestCertificates.GOOD));
    }

    public boolean accepts() {
        if (!server.isAlive()) {
            throw new IllegalStateException("MariaDB ended:\n" + log());
        }
        return ServerProcess.succeeds(client("root", "--execute=SELECT 1"));
    }

    public Address address() {
        return new Address("localhost", port, "shop");
    }

    public int port() {
        return port;
    }

    public ProcessHandle process() {
        return server.toHandle();
    }

    public String log() {
        try {
            return Files.readString(folder.resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As root; what it answers, a row a line, its values apart by tabs. */
    public String run(String sql) {
        return ServerProcess.tell(
                        sql, "ask MariaDB", client("root", "--default-character-set=utf8mb4"))
                .strip();
    }

    /**
     * Waits until nobody is left, whoever was refused or has gone included; all are counted then.
     */
    public void awaitQuiet() {
        await().until(
                        () ->
                                run("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE"
                                                + " COMMAND <> 'Daemon' AND ID <> CONNECTION_ID()")
                                        .equals("0"));
    }

    /** A session of root's that lasts until it is destroyed. */
    public Process hold() {
        return holdAs("root");
    }

    /** The same of a user without a password. */
    public Process holdAs(String user) {
        try {
            return new ProcessBuilder(client(user, "--execute=SELECT SLEEP(600)"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] client(String user, String option) {
        return new String[] {
            "mariadb",
            "--no-defaults",
            "--socket=" + folder.resolve("s"),
            "--user=" + user,
            "--batch",
            "--skip-column-names",
            option
        };
    }

    /** Without waiting for the end. */
    public void shutDown() {
        server.destroy();
    }

    @Override
    public void close() {
        server.destroyForcibly();
        server.onExit().join();
        ServerProcess.delete(folder);
    }
}
