package dev.connectivity.probe.mysql;

import static dev.connectivity.testing.DatabaseSessions.behindAtMost;
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
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Fact.ReplicationLag;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.OutsideAddress;
import dev.connectivity.testing.ServerProcess;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestMariaDb;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** States that a real MariaDB is in as a whole. */
class MySqlReasonsTest {

    private static final int FORGIVEN = 5;

    private static final TestMariaDb SERVER =
            TestMariaDb.start(
                    "--max-connections=10",
                    "--max-user-connections=20",
                    "--max-connect-errors=" + FORGIVEN,
                    "--server-id=2",
                    "--skip-ssl");

    static {
        SERVER.run(
                "CREATE USER storefront; CREATE DATABASE shop; GRANT ALL ON shop.* TO storefront");
    }

    private final MySqlProber prober = prober(loopbackDialer());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void noFreeConnectionIsConnectionsExhausted() {
        SERVER.run("SET GLOBAL max_user_connections = 1");
        try {
            Observation[] inside = new Observation[1];
            holding("storefront", () -> inside[0] = ask(as("storefront")));
            assertThat(failureOf(inside[0])).isEqualTo(exhausted("error 1203"));
        } finally {
            SERVER.run("SET GLOBAL max_user_connections = 20");
        }
        List<Process> held = IntStream.range(0, 11).mapToObj(_ -> SERVER.hold()).toList();
        try {
            await().untilAsserted(
                            () ->
                                    assertThat(failureOf(ask(as("storefront"))))
                                            .isEqualTo(exhausted("error 1040")));
        } finally {
            held.forEach(Process::destroy);
        }
        await().until(() -> ask(as("storefront")).succeeded());
        // One that sleeps notices only after seconds that its client has gone.
        SERVER.awaitQuiet();
    }

    private static Outcome.Failed exhausted(String error) {
        return new Outcome.Failed(Reason.DatabaseConnectionsExhausted, error);
    }

    @Test
    void theLimitOfAnAccountIsConnectionsExhausted() {
        SERVER.run("CREATE USER rare WITH MAX_CONNECTIONS_PER_HOUR 1");
        assertThat(ask(as("rare")).outcome()).isEqualTo(new Outcome.Answered());
        assertThat(failureOf(ask(as("rare")))).isEqualTo(exhausted("error 1226"));
    }

    @Test
    void aServerThatStandsStillIsResponseTimeout() {
        ServerProcess.pause(SERVER.process());
        try {
            Observation observation =
                    prober.ask(
                            new MySql(SERVER.address(), as("storefront")),
                            limits(Duration.ofSeconds(1)));
            assertThat(reasonOf(observation)).isEqualTo(Reason.DatabaseResponseTimeout);
            assertThat(observation.phases()).containsKey(Phase.Authenticate);
        } finally {
            ServerProcess.resume(SERVER.process());
        }
    }

    @Test
    void aServerWithoutTlsIsTlsRequiredWhereThePolicyDemandsItAndForgetsUsNot() {
        for (int attempt = 0; attempt < 2 * FORGIVEN; attempt++) {
            assertThat(reasonOf(fromOutside(session(Tls.REQUIRE, "", "storefront", ""))))
                    .isEqualTo(Reason.DatabaseTLSRequired);
        }
        assertThat(fromOutside(as("storefront")).outcome()).isEqualTo(new Outcome.Answered());
    }

    @Test
    void connectsWithoutALoginGetTheirAddressBlocked() throws IOException {
        SERVER.run("FLUSH HOSTS");
        for (int i = 0; i <= FORGIVEN; i++) {
            try (Socket bare = new Socket(OutsideAddress.get(), SERVER.port())) {
                assertThat(bare.getInputStream().read()).isNotNegative();
            }
        }
        // A login that gets in before the last is counted would have them all forgotten.
        SERVER.awaitQuiet();
        await().untilAsserted(
                        () ->
                                assertThat(failureOf(fromOutside(as("storefront"))))
                                        .isEqualTo(
                                                new Outcome.Failed(
                                                        Reason.DatabaseSourceBlocked,
                                                        "error 1129")));
        SERVER.run("FLUSH HOSTS");
        assertThat(fromOutside(as("storefront")).outcome()).isEqualTo(new Outcome.Answered());
    }

    @Test
    void refusedPasswordsDoNotGetOurAddressBlocked() {
        SERVER.run("CREATE USER guarded IDENTIFIED BY 'secret'; FLUSH HOSTS");
        for (int attempt = 0; attempt < 2 * FORGIVEN; attempt++) {
            assertThat(reasonOf(fromOutside(as("guarded"))))
                    .isEqualTo(Reason.DatabaseAuthenticationFailed);
        }
        assertThat(fromOutside(as("storefront")).outcome()).isEqualTo(new Outcome.Answered());
    }

    @Test
    void anAddressWithoutAccountsIsAccessRejected() {
        try (TestMariaDb inner = TestMariaDb.start()) {
            inner.run(
                    "DELETE FROM mysql.global_priv WHERE Host NOT IN ('localhost'); FLUSH"
                            + " PRIVILEGES");
            assertThat(failureOf(from(inner, as("storefront"))))
                    .isEqualTo(new Outcome.Failed(Reason.DatabaseAccessRejected, "error 1130"));
        }
    }

    @Test
    void aReplicaThatAppliesNothingIsBehindAndOneWithoutTheRightToAskIsNotBlamed() {
        SERVER.run(
                "SET GLOBAL read_only = ON; CHANGE MASTER TO MASTER_HOST = '127.0.0.1',"
                        + " MASTER_PORT = 1; CREATE USER watching;"
                        + " GRANT REPLICA MONITOR ON *.* TO watching");
        try {
            Observation stopped = ask(behindAtMost(Duration.ofHours(1), as("watching")));
            assertThat(failureOf(stopped))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.DatabaseReplicationLag, "replication is not running"));
            Observation blind = ask(behindAtMost(Duration.ofHours(1), as("storefront")));
            assertThat(blind.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(fact(blind, ReplicationLag.class)).isEmpty();
        } finally {
            SERVER.run("RESET SLAVE ALL; SET GLOBAL read_only = OFF");
        }
    }

    @Test
    void aServerThatIsStoppedHangsUpOrRefuses() {
        try (TestMariaDb stopping = TestMariaDb.start()) {
            stopping.shutDown();
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    reasonOf(
                                                            prober.ask(
                                                                    new MySql(
                                                                            stopping.address(),
                                                                            as("storefront")),
                                                                    QUICK)))
                                            .isEqualTo(Reason.ConnectionRefused));
        }
    }

    /** As {@code user}, whose one connection is taken meanwhile. */
    private static void holding(String user, Runnable run) {
        // Sessions that were left before may still be ending.
        await().until(() -> sessions(user), "0"::equals);
        Process held = SERVER.holdAs(user);
        try {
            await().until(() -> sessions(user), "1"::equals);
            run.run();
        } finally {
            held.destroy();
        }
    }

    private static String sessions(String user) {
        return SERVER.run(
                "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = '" + user + "'");
    }

    private Observation ask(DatabaseSession session) {
        return prober.ask(new MySql(SERVER.address(), session), QUICK);
    }

    /** By an address other than loopback, which alone the server never blocks. */
    private static Observation fromOutside(DatabaseSession session) {
        return from(SERVER, session);
    }

    private static Observation from(TestMariaDb server, DatabaseSession session) {
        return prober(OutsideAddress.dialer()).ask(new MySql(server.address(), session), QUICK);
    }

    private static DatabaseSession as(String user) {
        return session(Tls.DISABLE, "", user, "");
    }

    private static MySqlProber prober(Dialer dialer) {
        TimeSource time = TimeSource.system();
        return new MySqlProber(dialer, new TlsClient(TestCertificates.trust(), time), time);
    }
}
