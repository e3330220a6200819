package dev.connectivity.probe.amqp;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.Amqp;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestRabbit;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Against a real RabbitMQ. */
class AmqpServerTest {

    private static final String CANARY = "canary-4711-geheim";
    private static final String VHOST = "storefront";
    private static final Optional<Login> LOGIN = login(CANARY);
    private static final TestRabbit SERVER = TestRabbit.start(CANARY);

    private final AmqpProber prober = prober(TestCertificates.trust());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aGoodLoginOpensItsVirtualHost() {
        Observation observation = ask(VHOST, LOGIN);

        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(observation.phases().keySet())
                .contains(Phase.Connect, Phase.Authenticate, Phase.Request, Phase.Response);
    }

    @Test
    void overTlsItIsAnsweredWhereTheAuthorityIsTrusted() {
        Amqp question = new Amqp(SERVER.tlsAddress(), Optional.of(TlsOptions.FULL), VHOST, LOGIN);

        assertThat(prober.ask(question, QUICK).outcome()).isEqualTo(new Outcome.Answered());
        assertThat(reasonOf(prober(TestCertificates.trustInOthers()).ask(question, QUICK)))
                .isEqualTo(Reason.TLSUntrustedIssuer);
    }

    @Test
    void aWrongPasswordIsRejected() {
        Observation observation = ask(VHOST, login(CANARY + "x"));

        assertThat(observation.outcome())
                .isEqualTo(new Outcome.Failed(Reason.AuthenticationRejected, "403 ACCESS_REFUSED"));
        assertThat(observation.toString()).doesNotContain(CANARY);
    }

    @Test
    void anUnknownVirtualHostIsServerError() {
        assertThat(failureOf(ask("nowhere", LOGIN)))
                .isEqualTo(new Outcome.Failed(Reason.ServerError, "530 NOT_ALLOWED"));
    }

    @Test
    void withoutALoginTheStartIsTheAnswer() {
        Observation observation = ask(VHOST, Optional.empty());

        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(observation.phases()).doesNotContainKey(Phase.Authenticate);
    }

    @Test
    void aLoginLeavesInTheLogWhatEveryClientDoes() {
        int before = SERVER.settledLog().length();
        for (int i = 0; i < 10; i++) {
            ask(VHOST, LOGIN);
        }

        await().untilAsserted(
                        () ->
                                assertThat(linesSince(before, "[info]", "closing AMQP connection"))
                                        .isEqualTo(10));
        assertThat(linesSince(before, "[warning]", "")).isZero();
        assertThat(linesSince(before, "[error]", "")).isZero();
        assertThat(SERVER.log()).doesNotContain(CANARY);
    }

    /** The protocol knows no farewell before a login; every other way to leave is an error. */
    @Test
    void withoutALoginTheLogHasAWarningAndNoError() {
        int before = SERVER.settledLog().length();
        ask(VHOST, Optional.empty());

        await().untilAsserted(
                        () ->
                                assertThat(
                                                linesSince(
                                                        before,
                                                        "[warning]",
                                                        "client unexpectedly closed"))
                                        .isEqualTo(1));
        assertThat(linesSince(before, "[error]", "")).isZero();
    }

    private static long linesSince(int before, String level, String words) {
        return SERVER.log()
                .substring(before)
                .lines()
                .filter(line -> line.contains(level) && line.contains(words))
                .count();
    }

    private Observation ask(String virtualHost, Optional<Login> login) {
        return prober.ask(new Amqp(SERVER.address(), Optional.empty(), virtualHost, login), QUICK);
    }

    private static Optional<Login> login(String password) {
        return Optional.of(new Login("storefront", password));
    }

    private static AmqpProber prober(X509ExtendedTrustManager trust) {
        TimeSource time = TimeSource.system();
        return new AmqpProber(new SecureDialer(loopbackDialer(), new TlsClient(trust, time)), time);
    }
}
