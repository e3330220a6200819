package dev.connectivity.probe.mysql;

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
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.TestMariaDb;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On a real MariaDB. */
class ConnectionUseQueryTest {

    private static final TestMariaDb SERVER =
            TestMariaDb.start("--max-connections=25", "--performance-schema=ON");

    static {
        SERVER.run("CREATE USER storefront IDENTIFIED BY 'open'");
        SERVER.run(
                "CREATE USER watching IDENTIFIED BY 'open'; GRANT PROCESS ON *.* TO watching;"
                        + " GRANT SELECT ON performance_schema.session_connect_attrs TO watching");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void theServersConnectionsAreCountedForALoginWithoutRights() throws IOException {
        // Sessions that were left before may still be ending; its own it does not count.
        ConnectionUse alone = await().until(() -> use(), it -> it.used() == 0);
        assertThat(alone.max()).isEqualTo(25);
        assertThat(alone.reserved()).isZero();

        try (Socket other = new Socket(SERVER.address().host(), SERVER.address().port())) {
            assertThat(other.getInputStream().read()).isNotNegative();
            await().untilAsserted(() -> assertThat(use().used()).isOne());
        }
    }

    @Test
    void whoHoldsThemIsToldToALoginThatMaySeeOthers() {
        Process held = SERVER.hold();
        try {
            await().untilAsserted(
                            () -> {
                                ConnectionHolders holders = holders("watching");
                                assertThat(holders.users()).isEqualTo(Map.of("root", 1));
                                assertThat(holders.applications()).hasSize(1);
                                assertThat(holders.applications().values()).containsExactly(1);
                            });
            await("its own sessions alone, of which this is the only one")
                    .until(
                            () -> holders("storefront"),
                            new ConnectionHolders(Map.of(), Map.of())::equals);
        } finally {
            held.destroy();
        }
    }

    private static ConnectionHolders holders(String user) {
        return fact(ask(user), ConnectionHolders.class).orElseThrow();
    }

    private static ConnectionUse use() {
        Observation observation = ask("storefront");
        return fact(observation, ConnectionUse.class)
                .orElseThrow(() -> new AssertionError("nothing told: " + observation));
    }

    private static Observation ask(String user) {
        return new MySqlProber(
                        loopbackDialer(),
                        TlsClient.ofRuntime(TimeSource.system()),
                        TimeSource.system())
                .ask(new MySql(SERVER.address(), session(Tls.DISABLE, "", user, "open")), QUICK);
    }
}
