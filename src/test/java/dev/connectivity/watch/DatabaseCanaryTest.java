package dev.connectivity.watch;

import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.mysql.MySqlProber;
import dev.connectivity.probe.postgresql.PostgreSqlProber;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.ScriptedMySql;
import dev.connectivity.watch.Secrets.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Secret holds is looked for in all that comes of it, and in the log at every level. */
class DatabaseCanaryTest {

    private static final String CANARY = "canary4711";
    private static final Limits SHORT = limits(Duration.ofSeconds(1));
    private static final Logger ROOT = Logger.getLogger("");
    private static final TimeSource TIME = TimeSource.system();
    private static final TlsClient TLS = TlsClient.ofRuntime(TIME);

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Handler listening = listening(seen);
    private Level before = Level.INFO;

    @BeforeEach
    void listen() {
        before = ROOT.getLevel();
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(listening);
    }

    @AfterEach
    void stop() {
        ROOT.setLevel(before);
        ROOT.removeHandler(listening);
    }

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, postgresql://canary4711:canary4711@localhost:%d/shop",
        "PostgreSQL, postgresql://canary4711:canary4711@localhost:%d/shop?sslmode=require",
        "PostgreSQL, postgresql://canary4711:canary4711@local host:%d/shop",
        "PostgreSQL, postgresql://canary4711:canary4711@localhost:%d/shop?sslmode=canary4711",
        "MySQL, mysql://canary4711:canary4711@localhost:%d/shop",
        "MySQL, mysql://canary4711:canary4711@localhost:%d/shop?sslMode=REQUIRED",
        "MySQL, canary4711"
    })
    void aUrlIsNowhere(String engine, String url) {
        String spec =
                "workload: {name: w}, secrets: [db], database: {engine: %s, url: {secret: db, key:"
                        + " URL}}";
        for (FakeServer server : servers()) {
            try (server) {
                tell(spec.formatted(engine), url.formatted(server.address().port()));
            }
        }
        assertThat(seen).isNotEmpty().noneMatch(text -> text.contains(CANARY));
    }

    @Test
    void partsAndAnAuthorityThatIsNoneAreNowhere() {
        String parts =
                "workload: {name: w}, secrets: [db], database: {engine: PostgreSQL, host:"
                        + " localhost, port: %d, name: shop, username: {secret: db, key: USER},"
                        + " password: {secret: db, key: PASSWORD}%s}";
        for (FakeServer server : servers()) {
            try (server) {
                int port = server.address().port();
                tell(parts.formatted(port, ", tls: Disable"), CANARY);
                tell(
                        parts.formatted(port, ", tls: VerifyFull, ca: {secret: db, key: ca.crt}"),
                        "-----BEGIN CERTIFICATE-----\n" + CANARY + "\n-----END CERTIFICATE-----");
            }
        }
        assertThat(seen).isNotEmpty().noneMatch(text -> text.contains(CANARY));
    }

    /** Which repeat what they hear, refuse it by name, or hang up. */
    private static List<FakeServer> servers() {
        return List.of(
                FakeServer.saying("E\0\0\0\u001eSFATAL\0C28P01\0M" + CANARY + "\0\0"),
                ScriptedMySql.failing(ScriptedMySql.Stage.Login, 1045, CANARY),
                FakeServer.saying(CANARY),
                FakeServer.resetting());
    }

    private void tell(String spec, String secret) {
        Secrets secrets = (namespace, key) -> value(key, secret);
        seen.add(new Reading.Value(secret).toString());
        Questions.Resolved resolved = new Questions(secrets).resolve(Policies.read(spec));
        seen.add(resolved.toString());
        resolved.database().ifPresent(question -> seen.add(ask(question)));
    }

    private static Reading value(SecretKey key, String secret) {
        return new Reading.Value(key.key().equals("ca.crt") ? secret : secret.strip());
    }

    private static String ask(Question question) {
        return switch (question) {
            case PostgreSql it ->
                    new PostgreSqlProber(loopbackDialer(), TLS, TIME).ask(it, SHORT).toString();
            case MySql it -> new MySqlProber(loopbackDialer(), TLS, TIME).ask(it, SHORT).toString();
            case Question other -> throw new AssertionError(other);
        };
    }

    private static Handler listening(List<String> seen) {
        return new Handler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                seen.add(entry.getLevel() + " " + entry.getMessage() + " " + entry.getThrown());
                if (entry.getParameters() != null) {
                    seen.add(Arrays.toString(entry.getParameters()));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
