package dev.connectivity.probe.postgresql;

import static dev.connectivity.testing.DatabaseSessions.fact;
import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Fact.DatabaseRole;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import dev.connectivity.probe.Fact.DatabaseServer;
import dev.connectivity.probe.Fact.DatabaseServer.Product;
import dev.connectivity.probe.Fact.ReplicationLag;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.DatabaseSessions;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.ServerProcess;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestPgBouncer;
import dev.connectivity.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way in which a real PostgreSQL fails its clients. */
class PostgreSqlReasonsTest {

    private static final Limits SHORT = limits(Duration.ofSeconds(1));
    private static final int RESERVED = 3;
    private static final int FEW = 12;
    private static final String SESSIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'";
    private static final TestPostgres SERVER =
            TestPostgres.secured(
                    """
                    host all all 127.0.0.1/32 trust
                    host all all ::1/128 trust
                    """);

    static {
        SERVER.run("CREATE DATABASE shop");
        SERVER.run("CREATE DATABASE closed");
        SERVER.run("REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
        SERVER.run("CREATE ROLE storefront LOGIN");
        SERVER.run("CREATE ROLE reader LOGIN");
        SERVER.run("ALTER ROLE reader SET default_transaction_read_only = on");
        SERVER.run("CREATE ROLE alone LOGIN CONNECTION LIMIT 0");
        SERVER.run("CREATE ROLE held LOGIN");
        SERVER.run("CREATE ROLE slow LOGIN");
        SERVER.run("CREATE SCHEMA slow");
        SERVER.run(
                "CREATE FUNCTION slow.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS"
                        + " 'SELECT pg_sleep(30) IS NULL'");
        SERVER.run("GRANT USAGE ON SCHEMA slow TO slow");
        SERVER.run("ALTER ROLE slow SET search_path = slow, pg_catalog");
        SERVER.run(
                """
                CREATE FUNCTION hold() RETURNS event_trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF session_user = 'held' THEN PERFORM pg_sleep(30); END IF;
                END $$\
                """);
        SERVER.run("CREATE EVENT TRIGGER hold ON login EXECUTE FUNCTION hold()");
    }

    private final PostgreSqlProber prober = prober(TestCertificates.trust());

    /** A session that sleeps does not notice that its client has gone, and keeps its connection. */
    @AfterEach
    void endEverySession() {
        SERVER.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename IN ('held', 'slow')");
        await().until(() -> SERVER.ask(SESSIONS).equals("1"));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void versionAndRoleAreNoted() {
        Observation observation = ask("storefront");

        assertThat(fact(observation, DatabaseServer.class))
                .contains(new DatabaseServer(Product.PostgreSQL, "18.1"));
        assertThat(fact(observation, DatabaseRole.class))
                .contains(new DatabaseRole(Standing.Writable));
        assertThat(fact(observation, ReplicationLag.class)).isEmpty();
    }

    @Test
    void aRoleThatIsReadOnlyIsSoWhereWritesAreDemanded() {
        assertThat(failureOf(ask("reader")))
                .isEqualTo(
                        new Outcome.Failed(Reason.DatabaseReadOnly, "transaction_read_only is on"));

        Observation reading = ask(DatabaseSessions.reading(as("reader")), QUICK);
        assertThat(reading.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(fact(reading, DatabaseRole.class)).contains(new DatabaseRole(Standing.ReadOnly));
    }

    @Test
    void aRoleThatMayNotConnectToTheDatabaseIsAccessRejected() {
        assertThat(failureOf(ask(session(Tls.DISABLE, "closed", "storefront", ""), QUICK)))
                .isEqualTo(new Outcome.Failed(Reason.DatabaseAccessRejected, "SQLSTATE 42501"));
    }

    @Test
    void onlyReservedSlotsLeftAreConnectionsExhausted() throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            while (held.size() < FEW - RESERVED) {
                held.add(SERVER.connect());
            }
            await().untilAsserted(
                            () -> assertThat(failureOf(ask("storefront"))).isEqualTo(exhausted()));
            assertThat(SERVER.ask("SELECT 1")).isEqualTo("1");
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        await().until(() -> ask("storefront").succeeded());
    }

    @Test
    void theLimitOfARoleIsConnectionsExhausted() {
        assertThat(failureOf(ask("alone"))).isEqualTo(exhausted());
    }

    private static Outcome.Failed exhausted() {
        return new Outcome.Failed(Reason.DatabaseConnectionsExhausted, "SQLSTATE 53300");
    }

    @Test
    void aSessionThatIsEndedByAnAdministratorIsShuttingDown() {
        var attempt = CompletableFuture.supplyAsync(() -> ask("held"));
        await().until(
                        () ->
                                SERVER.ask(
                                                "SELECT count(*) FROM (SELECT"
                                                    + " pg_terminate_backend(pid) FROM"
                                                    + " pg_stat_activity WHERE usename = 'held' AND"
                                                    + " wait_event = 'PgSleep') ended")
                                        .equals("1"));
        assertThat(failureOf(attempt.join()))
                .isEqualTo(new Outcome.Failed(Reason.DatabaseShuttingDown, "SQLSTATE 57P01"));
    }

    @Test
    void aLoginThatIsNotAnsweredIsResponseTimeout() {
        Observation observation = ask(as("held"), SHORT);

        assertThat(reasonOf(observation)).isEqualTo(Reason.DatabaseResponseTimeout);
        assertThat(observation.phases()).doesNotContainKey(Phase.Request);
    }

    @Test
    void aSlowQueryIsResponseTimeoutOfTheResponse() {
        Observation observation = ask(as("slow"), SHORT);

        assertThat(reasonOf(observation)).isEqualTo(Reason.DatabaseResponseTimeout);
        assertThat(observation.phases()).containsKey(Phase.Response);
    }

    @Test
    void aServerThatStandsStillIsResponseTimeout() {
        ProcessHandle postmaster = SERVER.process();
        ServerProcess.pause(postmaster);
        try {
            assertThat(reasonOf(ask(as("storefront"), SHORT)))
                    .isEqualTo(Reason.DatabaseResponseTimeout);
        } finally {
            ServerProcess.resume(postmaster);
        }
        await().until(() -> ask("storefront").succeeded());
    }

    @Test
    void droppedPacketsAreConnectionTimeoutAndAnEmptyPortRefuses() {
        try (FakeServer full = FakeServer.full()) {
            assertThat(reasonOf(prober.ask(question(full.address(), as("storefront")), SHORT)))
                    .isEqualTo(Reason.ConnectionTimeout);
        }
        assertThat(reasonOf(prober.ask(question(FakeServer.refusing(), as("storefront")), SHORT)))
                .isEqualTo(Reason.ConnectionRefused);
    }

    @Test
    void anAuthorityOfTheOwnIsTrustedInsteadOfThePublicOnes() throws Exception {
        Tls own =
                Tls.VERIFY_FULL.with(
                        Pem.authority(TestCertificates.certificatePem(TestCertificates.GOOD)));
        PostgreSqlProber strange = prober(TestCertificates.trustInOthers());

        assertThat(reasonOf(strange.ask(secured(Tls.VERIFY_CA), QUICK)))
                .isEqualTo(Reason.TLSUntrustedIssuer);
        assertThat(strange.ask(secured(own), QUICK).outcome()).isEqualTo(new Outcome.Answered());
    }

    @Test
    void aPoolerWithItsServerIsAnswered() {
        try (TestPgBouncer bouncer = TestPgBouncer.before(SERVER.address())) {
            assertThat(prober.ask(question(bouncer.address(), as("storefront")), QUICK).outcome())
                    .isEqualTo(new Outcome.Answered());
        }
    }

    @Test
    void aPoolerThatWaitsForItsServerIsResponseTimeout() {
        try (TestPgBouncer bouncer = TestPgBouncer.before(FakeServer.refusing())) {
            assertThat(reasonOf(prober.ask(question(bouncer.address(), as("storefront")), SHORT)))
                    .isEqualTo(Reason.DatabaseResponseTimeout);
        }
    }

    @Test
    void aPoolerThatGaveItsServerUpIsProxyRefused() {
        try (TestPgBouncer bouncer =
                TestPgBouncer.before(FakeServer.refusing(), "query_wait_timeout = 1")) {
            assertThat(failureOf(prober.ask(question(bouncer.address(), as("storefront")), QUICK)))
                    .isEqualTo(new Outcome.Failed(Reason.DatabaseProxyRefused, "SQLSTATE 08P01"));
        }
    }

    private Observation ask(String user) {
        return ask(as(user), QUICK);
    }

    private Observation ask(DatabaseSession session, Limits limits) {
        return prober.ask(question(SERVER.address(), session), limits);
    }

    private static PostgreSql question(Address address, DatabaseSession session) {
        return new PostgreSql(address, session);
    }

    private static PostgreSql secured(Tls tls) {
        return question(SERVER.address(), session(tls, "shop", "storefront", ""));
    }

    private static DatabaseSession as(String user) {
        // Where the function is that the user's search path leads to.
        return session(Tls.DISABLE, user.equals("storefront") ? "shop" : "postgres", user, "");
    }

    private static PostgreSqlProber prober(X509ExtendedTrustManager trust) {
        TimeSource time = TimeSource.system();
        return new PostgreSqlProber(loopbackDialer(), new TlsClient(trust, time), time);
    }
}
