package dev.connectivity.probe.mysql;

import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.TestMariaDb;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a real MariaDB says in states that it must be started in, or ended from. */
class MySqlStatesTest {

    private static final TimeSource TIME = TimeSource.system();
    private static final DatabaseSession STOREFRONT = session(Tls.DISABLE, "", "storefront", "");

    @Test
    void aWriteToAServerThatIsReadOnlyIsRefusedByTheNumberThatIsReadOnly() {
        try (TestMariaDb server = started("--read-only=1")) {
            assertThat(failureOf(saying(server, "CREATE DATABASE other")))
                    .isEqualTo(new Outcome.Failed(Reason.DatabaseReadOnly, "error 1290"));
            assertThat(failureOf(ask(server, STOREFRONT)))
                    .isEqualTo(new Outcome.Failed(Reason.DatabaseReadOnly, "read_only is on"));
        }
    }

    @Test
    void aStorageEngineThatTakesNoWritesIsReadOnly() {
        try (TestMariaDb server =
                TestMariaDb.restarted(MySqlStatesTest::prepare, "--innodb-read-only=1")) {
            assertThat(failureOf(ask(server, STOREFRONT)))
                    .isEqualTo(
                            new Outcome.Failed(Reason.DatabaseReadOnly, "innodb_read_only is on"));
        }
    }

    @Test
    void anAccountThatLogsInByEd25519IsToldWhatItNeeds() {
        try (TestMariaDb server = started()) {
            server.run(
                    "INSTALL SONAME 'auth_ed25519'; CREATE USER ed IDENTIFIED VIA ed25519 USING"
                            + " PASSWORD('secret')");
            assertThat(failureOf(ask(server, session(Tls.DISABLE, "", "ed", "secret"))))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.DatabaseError,
                                    "the account logs in by client_ed25519, which the operator"
                                            + " does not speak: give it one that is IDENTIFIED VIA"
                                            + " mysql_native_password or WITH"
                                            + " caching_sha2_password"));
        }
    }

    private static TestMariaDb started(String... options) {
        TestMariaDb server = TestMariaDb.start(options);
        prepare(server);
        return server;
    }

    private static void prepare(TestMariaDb server) {
        server.run(
                "CREATE USER storefront; GRANT ALL ON *.* TO storefront;"
                        + " REVOKE SUPER, READ_ONLY ADMIN ON *.* FROM storefront");
    }

    private static Observation ask(TestMariaDb server, DatabaseSession session) {
        return new MySqlProber(loopbackDialer(), TlsClient.ofRuntime(TIME), TIME)
                .ask(new MySql(server.address(), session), QUICK);
    }

    /** The same login, with another query than the probe's. */
    private static Observation saying(TestMariaDb server, String sql) {
        return Attempt.observe(TIME, QUICK, attempt -> say(attempt, server, sql));
    }

    private static void say(Attempt attempt, TestMariaDb server, String sql) throws AttemptFailed {
        try (Connection connection = loopbackDialer().dial(attempt, server.address())) {
            Blame blame = Failures.ofExchange(connection.address(), Reason.DatabaseResponseTimeout);
            Wire wire = attempt.phase(Phase.Authenticate, blame, () -> login(connection));
            attempt.phase(
                    Phase.Response,
                    blame,
                    () -> {
                        wire.command(Message.query(sql));
                        return Answer.read(wire);
                    });
        }
    }

    private static Wire login(Connection connection) throws IOException, AttemptFailed {
        Wire wire = Wire.plain(connection);
        Authentication.login(wire, Greeting.parse(wire.receive()), STOREFRONT, false);
        return wire;
    }
}
