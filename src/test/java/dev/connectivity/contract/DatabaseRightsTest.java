package dev.connectivity.contract;

import static dev.connectivity.testing.DatabaseSessions.fact;
import static dev.connectivity.testing.DatabaseSessions.reading;
import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Fact.ConnectionHolders;
import dev.connectivity.probe.Fact.DatabaseRole;
import dev.connectivity.probe.Fact.DatabaseServer;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.mysql.MySqlProber;
import dev.connectivity.probe.postgresql.PostgreSqlProber;
import dev.connectivity.testing.TestMariaDb;
import dev.connectivity.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The SQL in docs/database.md makes logins with which everything can be asked. */
class DatabaseRightsTest {

    private static final TimeSource TIME = TimeSource.system();
    private static final TlsClient TLS = TlsClient.ofRuntime(TIME);
    private static final DatabaseSession SESSION =
            reading(session(Tls.DISABLE, "shop", "connectivity", "change-me"));

    private final List<String> sql =
            Pattern.compile("(?s)```sql\n(.*?)```")
                    .matcher(Files.readString(Path.of("docs/database.md")))
                    .results()
                    .map((MatchResult it) -> it.group(1))
                    .toList();

    DatabaseRightsTest() throws IOException {}

    @Test
    void ofPostgresqlAreEnough() {
        try (TestPostgres server =
                TestPostgres.secured(
                        """
                        host all postgres 127.0.0.1/32 trust
                        host all all 127.0.0.1/32 scram-sha-256
                        """)) {
            server.run("CREATE DATABASE shop");
            server.run("REVOKE ALL ON DATABASE shop FROM PUBLIC");
            block("CREATE ROLE connectivity").lines().forEach(server::run);

            assertTold(
                    new PostgreSqlProber(loopbackDialer(), TLS, TIME)
                            .ask(new PostgreSql(server.address(), SESSION), QUICK));
        }
    }

    @Test
    void ofMariadbAreEnough() {
        try (TestMariaDb server = TestMariaDb.start()) {
            server.run("CREATE DATABASE shop");
            server.run(block("CREATE USER 'connectivity'"));
            server.run(block("GRANT REPLICA MONITOR"));
            server.run("SET GLOBAL read_only = ON");

            assertTold(
                    new MySqlProber(loopbackDialer(), TLS, TIME)
                            .ask(new MySql(server.address(), SESSION), QUICK));
        }
    }

    @Test
    void ofMariadbTellWhoHoldsTheConnections() {
        try (TestMariaDb server = TestMariaDb.start("--performance-schema=ON")) {
            server.run("CREATE DATABASE shop");
            server.run(block("CREATE USER 'connectivity'"));
            server.run(block("GRANT PROCESS"));
            Process held = server.hold();
            try {
                await().untilAsserted(
                                () -> {
                                    ConnectionHolders holders =
                                            fact(
                                                            new MySqlProber(
                                                                            loopbackDialer(),
                                                                            TLS,
                                                                            TIME)
                                                                    .ask(
                                                                            new MySql(
                                                                                    server
                                                                                            .address(),
                                                                                    SESSION),
                                                                            QUICK),
                                                            ConnectionHolders.class)
                                                    .orElseThrow();
                                    assertThat(holders.users()).containsOnlyKeys("root");
                                    assertThat(holders.applications()).isNotEmpty();
                                });
            } finally {
                held.destroy();
            }
        }
    }

    private String block(String beginning) {
        return sql.stream().filter(it -> it.startsWith(beginning)).findFirst().orElseThrow();
    }

    private static void assertTold(Observation observation) {
        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(fact(observation, DatabaseServer.class)).isPresent();
        assertThat(fact(observation, DatabaseRole.class)).isPresent();
    }
}
