package dev.connectivity.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;

/** A real PostgreSQL in the outside world, which can be stopped and started again with its data. */
final class Database implements AutoCloseable {

    private static final int PORT = 5432;

    /** Who may come in: its own list of clients ends at localhost, and these come from pods. */
    private static final String ANYBODY = "local all all trust\nhost all all all trust\n";

    private static final String SHOP_BY_PASSWORD =
            "local all all trust\nhost all postgres localhost trust\nhost all shop all password\n";

    private static final int USUAL_CONNECTIONS = 100;

    private final Settings settings;
    private final Path data;
    private EmbeddedPostgres server;

    /** Stays the same when the server is started again. */
    private record Settings(String address, int connections, String clients, String login) {}

    private Database(Settings settings, Path data, EmbeddedPostgres server) {
        this.settings = settings;
        this.data = data;
        this.server = server;
    }

    static Database startAt(String address) {
        return start(new Settings(address, USUAL_CONNECTIONS, ANYBODY, "postgres:not-asked-for"));
    }

    /** Lets the user {@code shop} in by a password, and accepts few connections. */
    static Database guardedAt(String address, int connections, String password) {
        Database database =
                start(new Settings(address, connections, SHOP_BY_PASSWORD, "shop:" + password));
        database.run("CREATE ROLE shop LOGIN PASSWORD '" + password + "'");
        return database;
    }

    private static Database start(Settings settings) {
        try {
            Path data = Files.createTempDirectory("postgres");
            return new Database(settings, data, start(settings, data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String secret() {
        return """
        apiVersion: v1
        kind: Secret
        metadata: {name: storefront-db}
        stringData:
          DATABASE_URL: postgresql://%s@%s:%d/postgres
        """
                .formatted(settings.login(), settings.address(), PORT);
    }

    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a crash does: nobody is told, nothing is written down. */
    void kill() {
        try {
            long pid =
                    Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stop();
    }

    void startAgain() {
        try {
            server = start(settings, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(Settings settings, Path data) throws IOException {
        Path clients = Files.createTempFile("pg_hba", ".conf");
        Files.writeString(clients, settings.clients());
        clients.toFile().setReadable(true, false);
        clients.toFile().deleteOnExit();
        return EmbeddedPostgres.builder()
                .setPort(PORT)
                .setPGStartupWait(Scene.PATIENCE)
                .setServerConfig("listen_addresses", "localhost," + settings.address())
                .setServerConfig("max_connections", Integer.toString(settings.connections()))
                .setServerConfig("hba_file", clients.toString())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(Database::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
