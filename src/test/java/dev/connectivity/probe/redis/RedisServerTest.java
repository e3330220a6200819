package dev.connectivity.probe.redis;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.Question.Redis;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestRedis;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Against a real Redis. */
class RedisServerTest {

    private static final String CANARY = "canary-4711-geheim\u00e4";
    private static final Optional<Login> LOGIN = Optional.of(new Login("", CANARY));
    private static final TestRedis SERVER = TestRedis.start(CANARY);

    private final RedisProber prober = prober(TestCertificates.trust());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aGoodPasswordIsAnswered() {
        Observation observation = ask(LOGIN);

        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(observation.phases().keySet())
                .containsExactly(
                        Phase.Resolve,
                        Phase.Connect,
                        Phase.Authenticate,
                        Phase.Request,
                        Phase.Response);
    }

    @Test
    void aUserOfItsOwnIsAnswered() {
        SERVER.run("ACL SETUSER storefront on >" + CANARY + " +ping");

        assertThat(ask(Optional.of(new Login("storefront", CANARY))).succeeded()).isTrue();
    }

    @Test
    void overTlsItIsAnsweredWhereTheAuthorityIsTrusted() {
        Redis question = new Redis(SERVER.tlsAddress(), Optional.of(TlsOptions.FULL), LOGIN);

        assertThat(prober.ask(question, QUICK).outcome()).isEqualTo(new Outcome.Answered());
        assertThat(reasonOf(prober(TestCertificates.trustInOthers()).ask(question, QUICK)))
                .isEqualTo(Reason.TLSUntrustedIssuer);
    }

    @Test
    void plainTextToTheTlsPortIsNoRedis() {
        assertThat(reasonOf(ask(SERVER.tlsAddress(), LOGIN)))
                .isIn(Reason.ProtocolError, Reason.ConnectionReset);
    }

    @Test
    void aWrongPasswordIsRejected() {
        Observation observation = ask(Optional.of(new Login("", CANARY + "x")));

        assertThat(observation.outcome())
                .isEqualTo(new Outcome.Failed(Reason.AuthenticationRejected, "WRONGPASS"));
        assertThat(observation.toString()).doesNotContain(CANARY);
    }

    @Test
    void aMissingPasswordIsRejected() {
        assertThat(failureOf(ask(Optional.empty())))
                .isEqualTo(new Outcome.Failed(Reason.AuthenticationRejected, "NOAUTH"));
    }

    @Test
    void aUserThatMayNotAskIsRejected() {
        SERVER.run("ACL SETUSER mute on >" + CANARY);

        assertThat(failureOf(ask(Optional.of(new Login("mute", CANARY)))))
                .isEqualTo(new Outcome.Failed(Reason.AuthenticationRejected, "NOPERM"));
    }

    @Test
    void aLoginThatTheServerKnowsNothingOfIsRejected() {
        SERVER.run("CONFIG SET requirepass \"\"");
        try {
            assertThat(failureOf(ask(LOGIN)))
                    .isEqualTo(new Outcome.Failed(Reason.AuthenticationRejected, "ERR to AUTH"));
            assertThat(ask(Optional.empty()).succeeded()).isTrue();
        } finally {
            SERVER.run("CONFIG SET requirepass \"" + CANARY + "\"");
        }
    }

    @Test
    void noFreeConnectionIsServerError() throws IOException {
        try (Socket _ = SERVER.begin("PING")) {
            SERVER.run("CONFIG SET maxclients 1");
            await().untilAsserted(
                            () ->
                                    assertThat(failureOf(ask(LOGIN)))
                                            .isEqualTo(
                                                    new Outcome.Failed(
                                                            Reason.ServerError,
                                                            "ERR max number of clients")));
            assertThat(SERVER.log()).doesNotContain(CANARY);
        }
        // It may not have noticed yet that the one client has gone.
        await().ignoreExceptions()
                .until(() -> SERVER.run("CONFIG SET maxclients 10000").equals("+OK"));
    }

    @Test
    void aServerThatIsLoadingIsServerError() throws IOException {
        SERVER.run("DEBUG POPULATE 2000");
        SERVER.run("CONFIG SET key-load-delay 10000");
        try (Socket _ = SERVER.begin("DEBUG RELOAD")) {
            await().pollInterval(Duration.ofMillis(20))
                    .untilAsserted(
                            () ->
                                    assertThat(ask(LOGIN).outcome())
                                            .isEqualTo(
                                                    new Outcome.Failed(
                                                            Reason.ServerError, "LOADING")));
            assertThat(SERVER.run("CONFIG SET key-load-delay 0")).isEqualTo("+OK");
        }
        await().until(() -> ask(LOGIN).succeeded());
        SERVER.run("FLUSHALL");
    }

    @Test
    void aReplicaWithoutItsMasterIsServerError() {
        SERVER.run("CONFIG SET replica-serve-stale-data no");
        SERVER.run("REPLICAOF 127.0.0.1 1");
        try {
            assertThat(failureOf(ask(LOGIN)))
                    .isEqualTo(new Outcome.Failed(Reason.ServerError, "MASTERDOWN"));
        } finally {
            SERVER.run("REPLICAOF NO ONE");
            SERVER.run("CONFIG SET replica-serve-stale-data yes");
        }
    }

    @Test
    void probingLeavesNeitherSessionsNorLines() {
        await().until(() -> ask(LOGIN).succeeded());
        String before = SERVER.settledLog();
        for (int i = 0; i < 20; i++) {
            ask(LOGIN);
            ask(Optional.of(new Login("", "wrong")));
            ask(Optional.empty());
        }

        assertThat(SERVER.settledLog()).isEqualTo(before);
        await().until(() -> SERVER.run("CLIENT LIST").matches("\\$\\d{1,3}"));
    }

    private Observation ask(Optional<Login> login) {
        return ask(SERVER.address(), login);
    }

    private Observation ask(Address address, Optional<Login> login) {
        return prober.ask(new Redis(address, Optional.empty(), login), QUICK);
    }

    private static RedisProber prober(X509ExtendedTrustManager trust) {
        TimeSource time = TimeSource.system();
        return new RedisProber(
                new SecureDialer(loopbackDialer(), new TlsClient(trust, time)), time);
    }
}
