package dev.connectivity.probe;

import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.mysql.MySqlProber;
import dev.connectivity.probe.postgresql.PostgreSqlProber;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestMariaDb;
import dev.connectivity.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The operator logs in for years: nothing of that may add up on the server. In full size with
 * {@code -Ddatabase.probes=10000}.
 */
class DatabaseTracesTest {

    private static final int PROBES = Integer.getInteger("database.probes", 300);

    /** Of whom asks for it. */
    private static final String ALONE = "1";

    private static final TimeSource TIME = TimeSource.system();
    private static final TlsClient TLS = new TlsClient(TestCertificates.trust(), TIME);

    /** All kinds of sessions, by turns. */
    private static Tls mode(int probe) {
        return probe % 10 == 0 ? Tls.VERIFY_FULL : Tls.DISABLE;
    }

    @Test
    void postgresqlIsLeftAsItWas() {
        try (TestPostgres server =
                TestPostgres.secured(
                        """
                        host all all 127.0.0.1/32 trust
                        host all all ::1/128 trust
                        """,
                        "logging_collector=on",
                        "log_destination=stderr",
                        "log_directory=log",
                        "track_activities=on")) {
            server.run("CREATE DATABASE shop");
            server.run("CREATE ROLE storefront LOGIN");
            Path logs = Path.of(server.ask("SHOW data_directory"), "log");
            String logBefore = settled(() -> textOf(logs));
            await().until(() -> sessions(server), ALONE::equals);

            PostgreSqlProber prober = new PostgreSqlProber(loopbackDialer(), TLS, TIME);
            for (int i = 0; i < PROBES; i++) {
                var question =
                        new PostgreSql(
                                server.address(), session(mode(i), "shop", "storefront", ""));
                assertThat(prober.ask(question, QUICK).outcome()).isEqualTo(new Outcome.Answered());
            }

            await().until(() -> sessions(server), ALONE::equals);
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    server.ask(
                                                            "SELECT sessions || ' begun, ' ||"
                                                                + " sessions_abandoned +"
                                                                + " sessions_fatal +"
                                                                + " sessions_killed || ' lost' FROM"
                                                                + " pg_stat_database WHERE datname"
                                                                + " = 'shop'"))
                                            .isEqualTo(PROBES + " begun, 0 lost"));
            assertThat(textOf(logs)).isEqualTo(logBefore);
        }
    }

    /** A server that was just started goes on to say so for a moment. */
    private static String settled(Supplier<String> log) {
        AtomicReference<String> last = new AtomicReference<>("");
        await().during(Duration.ofSeconds(1))
                .until(
                        () -> {
                            String now = log.get();
                            return now.equals(last.getAndSet(now));
                        });
        return last.get();
    }

    private static String sessions(TestPostgres server) {
        return server.ask(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
    }

    /** What the server says of itself aside, now and then. */
    private static String textOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .flatMap(DatabaseTracesTest::lines)
                    .filter(line -> !line.contains("checkpoint"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void mariadbIsLeftAsItWas() {
        try (TestMariaDb server = TestMariaDb.secured()) {
            server.run(
                    "CREATE DATABASE shop; CREATE USER storefront; GRANT ALL ON shop.* TO"
                            + " storefront");
            String logBefore = settled(server::log);
            String statusBefore =
                    await().until(
                                    () -> status(server),
                                    it -> it.contains("Threads_connected\t" + ALONE));

            MySqlProber prober = new MySqlProber(loopbackDialer(), TLS, TIME);
            for (int i = 0; i < PROBES; i++) {
                var question =
                        new MySql(server.address(), session(mode(i), "shop", "storefront", ""));
                assertThat(prober.ask(question, QUICK).outcome()).isEqualTo(new Outcome.Answered());
            }

            await().untilAsserted(() -> assertThat(status(server)).isEqualTo(statusBefore));
            assertThat(server.log()).isEqualTo(logBefore);
        }
    }

    private static String status(TestMariaDb server) {
        return server.run(
                "SHOW GLOBAL STATUS WHERE Variable_name IN ('Aborted_clients', 'Aborted_connects',"
                        + " 'Threads_connected', 'Slow_queries')");
    }
}
