package dev.connectivity.probe.mysql;

import static dev.connectivity.testing.DatabaseSessions.fact;
import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Fact.DatabaseRole;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import dev.connectivity.probe.Fact.DatabaseServer;
import dev.connectivity.probe.Fact.DatabaseServer.Product;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.DatabaseSessions;
import dev.connectivity.testing.OutsideAddress;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestMariaDb;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a real MariaDB. */
class MySqlProberTest {

    private static final String CANARY = "canary-4711-geheim\u00e4";
    private static final TestMariaDb SERVER = TestMariaDb.secured("--max-connect-errors=5");

    static {
        SERVER.run(
                """
                CREATE DATABASE shop;
                CREATE DATABASE other;
                CREATE USER storefront IDENTIFIED BY '%1$s';
                GRANT SELECT ON shop.* TO storefront;
                CREATE USER tlsonly IDENTIFIED BY '%1$s' REQUIRE SSL;
                CREATE USER open;
                CREATE USER one IDENTIFIED BY '%1$s' WITH MAX_USER_CONNECTIONS 1;
                CREATE USER locked IDENTIFIED BY '%1$s' ACCOUNT LOCK;
                CREATE USER stranger@'192.0.2.1' IDENTIFIED BY '%1$s';
                """
                        .formatted(CANARY));
    }

    private final MySqlProber prober = prober();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @MethodSource("everyTls")
    void aGoodLoginIsAnsweredInEveryTlsMode(Tls mode) {
        Observation observation = ask(mode, "shop", "storefront", CANARY);

        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(observation.phases().keySet())
                .contains(Phase.Connect, Phase.Authenticate, Phase.Request, Phase.Response);
        assertThat(observation.phases().containsKey(Phase.Handshake))
                .isEqualTo(!mode.equals(Tls.DISABLE));
    }

    @Test
    void itsVersionAndRoleAreNoted() {
        Observation observation = ask("storefront", CANARY);

        assertThat(fact(observation, DatabaseServer.class))
                .hasValueSatisfying(
                        server -> {
                            assertThat(server.product()).isEqualTo(Product.MariaDB);
                            assertThat(server.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
                        });
        assertThat(fact(observation, DatabaseRole.class))
                .contains(new DatabaseRole(Standing.Writable));
    }

    @Test
    void neitherDatabaseNorPasswordAreNeeded() {
        assertThat(ask(Tls.DISABLE, "", "open", "").outcome()).isEqualTo(new Outcome.Answered());
    }

    @Test
    void aWrongPasswordIsAuthenticationFailedWithNothingButTheNumber() {
        Observation observation = ask("storefront", CANARY + "x");

        assertThat(observation.outcome())
                .isEqualTo(new Outcome.Failed(Reason.DatabaseAuthenticationFailed, "error 1045"));
        assertThat(observation.toString()).doesNotContain(CANARY);
    }

    @Test
    void aMissingDatabaseIsDatabaseNotFound() {
        SERVER.run("GRANT ALL ON nowhere.* TO storefront");
        assertThat(failureOf(ask(Tls.DISABLE, "nowhere", "storefront", CANARY)))
                .isEqualTo(new Outcome.Failed(Reason.DatabaseNotFound, "error 1049"));
    }

    @Test
    void aDatabaseThatTheUserMayNotUseIsAccessRejected() {
        assertThat(failureOf(ask(Tls.DISABLE, "other", "storefront", CANARY)))
                .isEqualTo(new Outcome.Failed(Reason.DatabaseAccessRejected, "error 1044"));
    }

    @Test
    void aLockedAccountIsAccessRejected() {
        assertThat(failureOf(ask("locked", CANARY)))
                .isEqualTo(new Outcome.Failed(Reason.DatabaseAccessRejected, "error 4151"));
    }

    @Test
    void anAccountThatNeedsTlsIsRefusedWithoutAndAnsweredWith() {
        assertThat(reasonOf(ask(Tls.DISABLE, "", "tlsonly", CANARY)))
                .isEqualTo(Reason.DatabaseAuthenticationFailed);
        assertThat(ask(Tls.REQUIRE, "", "tlsonly", CANARY).succeeded()).isTrue();
    }

    @Test
    void verifyFullRefusesACertificateForAnotherNameAndRequireDoesNot() {
        Address other = new Address("db.example.test", SERVER.port(), "shop");

        assertThat(reasonOf(ask(other, Tls.VERIFY_FULL))).isEqualTo(Reason.TLSNameMismatch);
        assertThat(ask(other, Tls.VERIFY_CA).succeeded()).isTrue();
        assertThat(ask(other, Tls.REQUIRE).succeeded()).isTrue();
    }

    @Test
    void certificatesThatAreRefusedGetNoAddressBlocked() {
        TimeSource time = TimeSource.system();
        MySqlProber strange =
                new MySqlProber(
                        OutsideAddress.dialer(),
                        new TlsClient(TestCertificates.trustInOthers(), time),
                        time);
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(reasonOf(strange.ask(storefront(Tls.VERIFY_CA), QUICK)))
                    .isEqualTo(Reason.TLSUntrustedIssuer);
        }
        assertThat(strange.ask(storefront(Tls.REQUIRE), QUICK).outcome())
                .isEqualTo(new Outcome.Answered());
    }

    private static MySql storefront(Tls tls) {
        return new MySql(SERVER.address(), session(tls, "shop", "storefront", CANARY));
    }

    @Test
    void aServerThatIsReadOnlyIsSoWhereWritesAreDemanded() {
        SERVER.run("SET GLOBAL read_only = ON");
        try {
            assertThat(failureOf(ask("storefront", CANARY)))
                    .isEqualTo(new Outcome.Failed(Reason.DatabaseReadOnly, "read_only is on"));
            Observation reading =
                    prober.ask(
                            new MySql(
                                    SERVER.address(),
                                    DatabaseSessions.reading(
                                            session(Tls.DISABLE, "shop", "storefront", CANARY))),
                            QUICK);
            assertThat(reading.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(fact(reading, DatabaseRole.class))
                    .contains(new DatabaseRole(Standing.ReadOnly));
        } finally {
            SERVER.run("SET GLOBAL read_only = OFF");
        }
    }

    @Test
    void noSessionIsLeftBehindAndNoneIsCountedAsAborted() {
        SERVER.awaitQuiet();
        String before = SERVER.run("SHOW GLOBAL STATUS LIKE 'Aborted_c%'");
        ask("storefront", CANARY);
        ask(Tls.VERIFY_FULL, "shop", "storefront", CANARY);

        SERVER.awaitQuiet();
        assertThat(SERVER.run("SHOW GLOBAL STATUS LIKE 'Aborted_c%'")).isEqualTo(before);
    }

    private Observation ask(String user, String password) {
        return ask(Tls.DISABLE, "", user, password);
    }

    private Observation ask(Address address, Tls tls) {
        return prober.ask(new MySql(address, session(tls, "shop", "storefront", CANARY)), QUICK);
    }

    private Observation ask(Tls tls, String database, String user, String password) {
        return prober.ask(
                new MySql(SERVER.address(), session(tls, database, user, password)), QUICK);
    }

    private static List<Tls> everyTls() {
        return DatabaseSessions.EVERY_TLS;
    }

    private static MySqlProber prober() {
        TimeSource time = TimeSource.system();
        return new MySqlProber(
                loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);
    }
}
