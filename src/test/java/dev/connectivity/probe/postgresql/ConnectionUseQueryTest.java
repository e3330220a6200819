package dev.connectivity.probe.postgresql;

import static dev.connectivity.testing.DatabaseSessions.fact;
import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Fact.ConnectionHolders;
import dev.connectivity.probe.Fact.ConnectionUse;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL, by a login without any privilege, while the administrator is at work. */
class ConnectionUseQueryTest {

    private static final TestPostgres SERVER =
            TestPostgres.start(
                    builder ->
                            builder.setServerConfig("max_connections", "20")
                                    .setServerConfig("superuser_reserved_connections", "2")
                                    .setServerConfig("reserved_connections", "1"));

    static {
        SERVER.run("CREATE ROLE storefront LOGIN");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void everySessionIsCountedAndWhatTheLoginMaySeeOfIt() throws SQLException {
        try (Connection one = SERVER.connect();
                Connection other = SERVER.connect()) {
            one.setAutoCommit(false);
            one.createStatement().execute("SET ROLE storefront");
            other.createStatement().execute("SELECT 1");

            // Sessions that were left before may still be ending.
            ConnectionUse unprivileged =
                    await().until(() -> use("storefront"), it -> it.sameUser() == 0);
            assertThat(unprivileged.max()).isEqualTo(20);
            assertThat(unprivileged.reserved()).isEqualTo(3);
            assertThat(unprivileged.usable()).isEqualTo(17);
            assertThat(unprivileged.used()).isGreaterThanOrEqualTo(2);
            assertThat(unprivileged.idle()).as("not its to see").isZero();

            ConnectionUse privileged = use("postgres");
            assertThat(privileged.used()).isGreaterThanOrEqualTo(2);
            assertThat(privileged.sameUser()).isGreaterThanOrEqualTo(2);
            assertThat(privileged.idle()).isGreaterThanOrEqualTo(1);
            assertThat(privileged.idleInTransaction()).isEqualTo(1);
        }
    }

    @Test
    void whoHoldsThemIsToldToALoginWithoutAnyPrivilege() throws SQLException {
        try (Connection one = SERVER.connect();
                Connection other = SERVER.connect();
                Connection disguised = SERVER.connect()) {
            one.createStatement().execute("SET application_name = 'reports'");
            other.createStatement().execute("SET application_name = 'reports'");
            disguised.createStatement().execute("SET application_name = 'postgresql://a:b@c'");

            // Sessions that were left before may still be ending.
            await().untilAsserted(
                            () -> {
                                ConnectionHolders holders =
                                        fact(ask("storefront"), ConnectionHolders.class)
                                                .orElseThrow();

                                assertThat(holders.users()).containsOnlyKeys("postgres");
                                assertThat(holders.users().get("postgres"))
                                        .isGreaterThanOrEqualTo(3);
                                assertThat(holders.applications()).containsEntry("reports", 2);
                                assertThat(holders.applications().get("other")).isOne();
                            });
        }
    }

    @Test
    void holdersThatAreNotWhatWasAskedForAreNobody() {
        assertThat(HoldersQuery.read(row("many", "1 a", "1 b"), "")).isEmpty();
        assertThat(HoldersQuery.read(row("3", "a lot a\n2 b", ""), ""))
                .contains(new ConnectionHolders(Map.of("b", 2, "other", 1), Map.of("other", 3)));
    }

    @Test
    void aRowThatIsNotWhatWasAskedForTellsNothing() {
        assertThat(ConnectionUseQuery.read(new Row(List.of()))).isEmpty();
        assertThat(ConnectionUseQuery.read(row("20", "3", "1", "1", "0", "0", "many"))).isEmpty();
        assertThat(ConnectionUseQuery.read(row("20", "3", "1", "1", "0", "0", "-1"))).isEmpty();
        assertThat(ConnectionUseQuery.read(row("20", "3", "9", "1", "2", "4", "5")))
                .contains(new ConnectionUse(20, 3, 9, 1, 2, 4, 5));
    }

    private static Row row(String... values) {
        return new Row(List.of(values).stream().map(Optional::of).toList());
    }

    private static ConnectionUse use(String user) {
        Observation observation = ask(user);
        return fact(observation, ConnectionUse.class)
                .orElseThrow(() -> new AssertionError("nothing told: " + observation));
    }

    private static Observation ask(String user) {
        return new PostgreSqlProber(
                        loopbackDialer(),
                        TlsClient.ofRuntime(TimeSource.system()),
                        TimeSource.system())
                .ask(
                        new PostgreSql(
                                SERVER.address(), session(Tls.DISABLE, "postgres", user, "")),
                        QUICK);
    }
}
