package dev.connectivity.probe.postgresql;

import static dev.connectivity.testing.DatabaseSessions.behindAtMost;
import static dev.connectivity.testing.DatabaseSessions.fact;
import static dev.connectivity.testing.DatabaseSessions.reading;
import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Fact.DatabaseRole;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import dev.connectivity.probe.Fact.ReplicationLag;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.TestPostgres;
import dev.connectivity.testing.TestStandby;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Real servers, one of which follows the other. */
class PostgreSqlReplicaTest {

    private static final TestPostgres PRIMARY = TestPostgres.start(builder -> builder);
    private static final DatabaseSession SESSION =
            session(Tls.DISABLE, "postgres", "storefront", "");

    static {
        PRIMARY.run("CREATE ROLE storefront LOGIN");
        PRIMARY.run("CREATE TABLE orders (id int)");
    }

    private final PostgreSqlProber prober =
            new PostgreSqlProber(
                    loopbackDialer(),
                    TlsClient.ofRuntime(TimeSource.system()),
                    TimeSource.system());

    @AfterAll
    static void stop() {
        PRIMARY.close();
    }

    @Test
    void aReplicaIsReadOnlyWhereWritesAreDemandedAndItsLagIsKnown() {
        try (TestStandby standby = TestStandby.of(PRIMARY)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(failureOf(ask(standby, SESSION)))
                                            .isEqualTo(
                                                    new Outcome.Failed(
                                                            Reason.DatabaseReadOnly,
                                                            "in recovery")));
            PRIMARY.run("INSERT INTO orders VALUES (1)");
            await().until(() -> standby.ask("SELECT count(*) FROM orders").equals("1"));
            await().untilAsserted(() -> assertThat(lag(standby)).isEqualTo(Duration.ZERO));

            standby.ask("SELECT pg_wal_replay_pause()");
            PRIMARY.run("INSERT INTO orders VALUES (2)");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    failureOf(
                                                            ask(
                                                                    standby,
                                                                    behindAtMost(
                                                                            Duration.ofSeconds(1),
                                                                            SESSION))))
                                            .isEqualTo(
                                                    new Outcome.Failed(
                                                            Reason.DatabaseReplicationLag,
                                                            "more than 1 s behind")));
            assertThat(lag(standby)).isGreaterThan(Duration.ofSeconds(1));
            assertThat(ask(standby, behindAtMost(Duration.ofHours(1), SESSION)).outcome())
                    .isEqualTo(new Outcome.Answered());

            standby.ask("SELECT pg_wal_replay_resume()");
            await().untilAsserted(() -> assertThat(lag(standby)).isEqualTo(Duration.ZERO));
        }
    }

    @Test
    void aServerThatReplaysItsLogAndTakesNoSessionsIsStarting() {
        try (TestStandby standby = TestStandby.of(PRIMARY, "hot_standby=off")) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(failureOf(ask(standby, reading(SESSION))))
                                            .isEqualTo(
                                                    new Outcome.Failed(
                                                            Reason.DatabaseStarting,
                                                            "SQLSTATE 57P03")));
        }
    }

    private Duration lag(TestStandby standby) {
        Observation observation = ask(standby, reading(SESSION));
        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(fact(observation, DatabaseRole.class))
                .contains(new DatabaseRole(Standing.Replica));
        return fact(observation, ReplicationLag.class).orElseThrow(AssertionError::new).lag();
    }

    private Observation ask(TestStandby standby, DatabaseSession session) {
        return prober.ask(new PostgreSql(standby.address(), session), QUICK);
    }
}
