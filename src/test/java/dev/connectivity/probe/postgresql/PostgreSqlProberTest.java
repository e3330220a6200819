package dev.connectivity.probe.postgresql;

import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.DatabaseSessions;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgreSqlProberTest {

    private static final String CANARY = "canary-4711-geheim\u00e4";
    private static final TestPostgres SERVER =
            TestPostgres.secured(
                    """
                    host all postgres 127.0.0.1/32 trust
                    host all postgres ::1/128 trust
                    host all clear 127.0.0.1/32 password
                    host all hashed 127.0.0.1/32 md5
                    host all storefront 127.0.0.1/32 scram-sha-256
                    hostssl all tlsonly 127.0.0.1/32 scram-sha-256
                    """);

    static {
        SERVER.run("CREATE DATABASE shop");
        SERVER.run("CREATE ROLE storefront LOGIN PASSWORD '" + CANARY + "'");
        SERVER.run("CREATE ROLE tlsonly LOGIN PASSWORD '" + CANARY + "'");
        SERVER.run("CREATE ROLE clear LOGIN PASSWORD '" + CANARY + "'");
        SERVER.run("CREATE ROLE stranger LOGIN PASSWORD '" + CANARY + "'");
        SERVER.run(
                "SET password_encryption = md5; CREATE ROLE hashed LOGIN PASSWORD '"
                        + CANARY
                        + "'");
    }

    private final PostgreSqlProber prober = prober();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @MethodSource("everyTls")
    void aGoodLoginIsAnsweredInEveryTlsMode(Tls mode) {
        Observation observation = ask(SERVER.address(), mode, "shop", "storefront", CANARY);

        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(observation.phases().keySet())
                .contains(Phase.Connect, Phase.Authenticate, Phase.Request, Phase.Response);
        assertThat(observation.phases().containsKey(Phase.Handshake))
                .isEqualTo(!mode.equals(Tls.DISABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "hashed", "storefront"})
    void everyWayToSendAPasswordWorks(String user) {
        assertThat(ask(user, CANARY).outcome()).isEqualTo(new Outcome.Answered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "hashed", "storefront"})
    void aWrongPasswordIsAuthenticationFailedWithNothingButTheCode(String user) {
        Observation observation = ask(user, CANARY + "x");

        assertThat(observation.outcome())
                .isEqualTo(
                        new Outcome.Failed(Reason.DatabaseAuthenticationFailed, "SQLSTATE 28P01"));
        assertThat(observation.toString()).doesNotContain(CANARY);
    }

    @Test
    void aMissingDatabaseIsDatabaseNotFound() {
        Observation observation =
                ask(SERVER.address(), Tls.DISABLE, "nowhere", "storefront", CANARY);

        assertThat(failureOf(observation))
                .isEqualTo(new Outcome.Failed(Reason.DatabaseNotFound, "SQLSTATE 3D000"));
    }

    @Test
    void aRoleThatMayNotConnectFromHereIsAccessRejected() {
        assertThat(failureOf(ask("stranger", CANARY)))
                .isEqualTo(new Outcome.Failed(Reason.DatabaseAccessRejected, "SQLSTATE 28000"));
    }

    @Test
    void aServerThatWantsTlsIsAccessRejectedWithoutAndAnsweredWith() {
        assertThat(reasonOf(ask(SERVER.address(), Tls.DISABLE, "shop", "tlsonly", CANARY)))
                .isEqualTo(Reason.DatabaseAccessRejected);
        assertThat(ask(SERVER.address(), Tls.REQUIRE, "shop", "tlsonly", CANARY).succeeded())
                .isTrue();
    }

    @Test
    void aServerWithoutTlsIsTlsRequiredWhereThePolicyDemandsIt() {
        SERVER.run("ALTER SYSTEM SET ssl = off");
        SERVER.run("SELECT pg_reload_conf()");
        try {
            await().until(() -> SERVER.ask("SHOW ssl").equals("off"));
            for (Tls mode : List.of(Tls.REQUIRE, Tls.VERIFY_FULL)) {
                assertThat(reasonOf(ask(SERVER.address(), mode, "shop", "storefront", CANARY)))
                        .isEqualTo(Reason.DatabaseTLSRequired);
            }
        } finally {
            SERVER.run("ALTER SYSTEM SET ssl = on");
            SERVER.run("SELECT pg_reload_conf()");
            await().until(() -> SERVER.ask("SHOW ssl").equals("on"));
        }
    }

    @Test
    void verifyFullRefusesACertificateForAnotherNameAndRequireDoesNot() {
        Address other = new Address("db.example.test", SERVER.address().port(), "shop");

        assertThat(reasonOf(ask(other, Tls.VERIFY_FULL, "shop", "storefront", CANARY)))
                .isEqualTo(Reason.TLSNameMismatch);
        assertThat(ask(other, Tls.REQUIRE, "shop", "storefront", CANARY).succeeded()).isTrue();
    }

    @Test
    void noFreeConnectionIsConnectionsExhausted() throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            holdAll(held);
            await().untilAsserted(
                            () ->
                                    assertThat(failureOf(ask("storefront", CANARY)))
                                            .isEqualTo(
                                                    new Outcome.Failed(
                                                            Reason.DatabaseConnectionsExhausted,
                                                            "SQLSTATE 53300")));
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        await().until(() -> ask("storefront", CANARY).succeeded());
    }

    private static void holdAll(List<Connection> held) {
        try {
            while (held.size() < 100) {
                held.add(SERVER.connect());
            }
            throw new IllegalStateException("the server has more connections than it was given");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("53300");
        }
    }

    @Test
    void noSessionIsLeftBehind() {
        ask("storefront", CANARY);
        ask("storefront", "wrong");
        ask(SERVER.address(), Tls.REQUIRE, "shop", "storefront", CANARY);

        await().until(
                        () ->
                                SERVER.ask(
                                                "SELECT count(*) FROM pg_stat_activity WHERE"
                                                        + " application_name ="
                                                        + " 'connectivity-operator'")
                                        .equals("0"));
    }

    @Test
    void aServerThatTakesNoNewSessionsIsReportedByItsCode() throws Exception {
        try (TestPostgres stopping = TestPostgres.start(builder -> builder)) {
            Connection held = stopping.connect();
            stopping.shutDownSmartly();
            await().untilAsserted(
                            () ->
                                    assertThat(failureOf(asPostgres(stopping)))
                                            .isEqualTo(
                                                    new Outcome.Failed(
                                                            Reason.DatabaseStarting,
                                                            "SQLSTATE 57P03")));
            assertThat(held.isClosed()).isFalse();
        }
    }

    private Observation asPostgres(TestPostgres server) {
        return ask(server.address(), Tls.DISABLE, "postgres", "postgres", "");
    }

    private Observation ask(String user, String password) {
        return ask(SERVER.address(), Tls.DISABLE, "shop", user, password);
    }

    private Observation ask(
            Address address, Tls tls, String database, String user, String password) {
        return prober.ask(new PostgreSql(address, session(tls, database, user, password)), QUICK);
    }

    private static List<Tls> everyTls() {
        return DatabaseSessions.EVERY_TLS;
    }

    private static PostgreSqlProber prober() {
        TimeSource time = TimeSource.system();
        return new PostgreSqlProber(
                loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);
    }
}
