package dev.connectivity.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A real PostgreSQL in the outside world, which can be stopped and started again with its data. */
final class Database implements AutoCloseable {

    private static final int PORT = 5432;

    private final String address;
    private final Path data;
    private EmbeddedPostgres server;

    private Database(String address, Path data, EmbeddedPostgres server) {
        this.address = address;
        this.data = data;
        this.server = server;
    }

    static Database startAt(String address) {
        try {
            Path data = Files.createTempDirectory("postgres");
            return new Database(address, data, start(address, data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String secret() {
        return """
        apiVersion: v1
        kind: Secret
        metadata: {name: storefront-db}
        stringData:
          DATABASE_URL: postgresql://postgres:not-asked-for@%s:%d/postgres
        """
                .formatted(address, PORT);
    }

    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void startAgain() {
        try {
            server = start(address, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(String address, Path data) throws IOException {
        // Its own list of clients ends at localhost; the operator comes from a pod.
        Path clients = Files.createTempFile("pg_hba", ".conf");
        Files.writeString(clients, "local all all trust\nhost all all all trust\n");
        clients.toFile().setReadable(true, false);
        clients.toFile().deleteOnExit();
        return EmbeddedPostgres.builder()
                .setPort(PORT)
                .setServerConfig("listen_addresses", "localhost," + address)
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
