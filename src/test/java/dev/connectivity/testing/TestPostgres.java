package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A real PostgreSQL on loopback. */
public final class TestPostgres implements AutoCloseable {

    private static final int FEW = 12;
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TestPostgres start(UnaryOperator<EmbeddedPostgres.Builder> settings) {
        try {
            return new TestPostgres(settings.apply(builder()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPort(FreePort.next())
                .setLocaleConfig("locale", "C")
                .setPGStartupWait(STARTS_WITHIN);
    }

    /**
     * With TLS by {@link TestCertificates#GOOD}, few connections, and access by these rules.
     *
     * @param rules lines of pg_hba.conf
     * @param settings more of them, as {@code name=value}
     */
    public static TestPostgres secured(String rules, String... settings) {
        return start(
                builder -> {
                    builder.setServerConfig("max_connections", Integer.toString(FEW))
                            .setServerConfig("ssl_cert_file", "server.pem")
                            .setServerConfig("ssl_key_file", "server.key")
                            .setServerConfig("password_encryption", "scram-sha-256")
                            .setDataDirectoryCustomizer(folder -> prepare(folder, rules));
                    for (String setting : settings) {
                        String[] pair = setting.split("=", 2);
                        builder.setServerConfig(pair[0], pair[1]);
                    }
                    return builder;
                });
    }

    private static void prepare(File folder, String rules) {
        Path data = folder.toPath();
        try {
            Files.writeString(data.resolve("pg_hba.conf"), rules);
            Files.writeString(
                    data.resolve("server.pem"),
                    TestCertificates.certificatePem(TestCertificates.GOOD));
            Path key = data.resolve("server.key");
            Files.createFile(
                    key,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, TestCertificates.keyPem(TestCertificates.GOOD));
            // Not as a server option: those cannot be changed by ALTER SYSTEM.
            Files.writeString(
                    data.resolve("postgresql.auto.conf"), "ssl = on\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No new sessions from now on; it ends when the last one does. */
    public void shutDownSmartly() {
        process().destroy();
    }

    /** The process that all of its others come from. */
    public ProcessHandle process() {
        String file = ask("SHOW data_directory") + "/postmaster.pid";
        try {
            long pid = Long.parseLong(Files.readAllLines(Path.of(file)).getFirst());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of the program that it runs. */
    String program() {
        return process().info().command().orElseThrow();
    }

    public Address address() {
        return new Address("localhost", server.getPort(), "shop");
    }

    public Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    public String ask(String sql) {
        try (Connection connection = connect();
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
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
