package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL that follows another one, on loopback. */
public final class TestStandby implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final Process server;

    private TestStandby(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /**
     * Made from a backup of {@code primary}.
     *
     * @param options as {@code hot_standby=off}
     */
    public static TestStandby of(TestPostgres primary, String... options) {
        try {
            Path folder = Files.createTempDirectory("standby");
            backUp(primary, folder);
            int port = FreePort.next();
            Process server =
                    new ProcessBuilder(command(primary, folder, port, options))
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("server.log").toFile())
                            .start();
            return new TestStandby(folder, port, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void backUp(TestPostgres primary, Path folder) throws IOException, SQLException {
        Path data = Path.of(primary.ask("SHOW data_directory"));
        try (Connection connection = primary.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(data, folder);
            try (ResultSet label =
                    statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(folder.resolve("backup_label"), label.getString(1));
            }
        }
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
        Files.createFile(folder.resolve("standby.signal"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    copyUnlessGone(file, target);
                }
            }
        }
    }

    /** A server at work also deletes files; a backup needs none of those. */
    private static void copyUnlessGone(Path file, Path target) throws IOException {
        try {
            Files.copy(
                    file,
                    target,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(target);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not know. */
    private static List<String> command(
            TestPostgres primary, Path folder, int port, String... options) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(
                List.of(
                        primary.program(),
                        "-D",
                        folder.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        // At least the primary's, or it does not start.
                        "max_connections=" + primary.ask("SHOW max_connections"),
                        "-c",
                        "listen_addresses=localhost",
                        "-c",
                        "unix_socket_directories=" + folder,
                        "-c",
                        "primary_conninfo=host=localhost user=postgres port="
                                + primary.address().port()));
        for (String option : options) {
            command.addAll(List.of("-c", option));
        }
        return command;
    }

    public Address address() {
        return new Address("localhost", port, "shop");
    }

    /** The first column of the first row, asked as its superuser. */
    public String ask(String sql) {
        String url = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.destroyForcibly();
        server.onExit().join();
        ServerProcess.delete(folder);
    }
}
