package dev.connectivity.probe.kafka;

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
import dev.connectivity.probe.Question.Kafka;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestKafka;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Against a real Kafka. */
class KafkaServerTest {

    private static final String CANARY = "canary-4711-geheim";
    private static final Optional<Login> LOGIN = login(CANARY);
    private static final TestKafka SERVER = TestKafka.start(CANARY);

    private final KafkaProber prober = prober(TestCertificates.trust());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aBrokerWithoutLoginIsAnswered() {
        Observation observation = ask(SERVER.address(), Optional.empty());

        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(observation.phases().keySet())
                .containsExactly(Phase.Resolve, Phase.Connect, Phase.Request, Phase.Response);
    }

    @Test
    void aGoodLoginIsAnswered() {
        Observation observation = ask(SERVER.loginAddress(), LOGIN);

        assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        assertThat(observation.phases()).containsKey(Phase.Authenticate);
    }

    @Test
    void overTlsItIsAnsweredWhereTheAuthorityIsTrusted() {
        Kafka question = new Kafka(SERVER.tlsAddress(), Optional.of(TlsOptions.FULL), LOGIN);

        assertThat(prober.ask(question, QUICK).outcome()).isEqualTo(new Outcome.Answered());
        assertThat(reasonOf(prober(TestCertificates.trustInOthers()).ask(question, QUICK)))
                .isEqualTo(Reason.TLSUntrustedIssuer);
    }

    @Test
    void aWrongPasswordIsRejected() {
        Observation observation = ask(SERVER.loginAddress(), login(CANARY + "x"));

        assertThat(observation.outcome())
                .isEqualTo(
                        new Outcome.Failed(
                                Reason.AuthenticationRejected,
                                "error 58 SASL_AUTHENTICATION_FAILED"));
        assertThat(observation.toString()).doesNotContain(CANARY);
    }

    @Test
    void aMissingLoginIsRejected() {
        assertThat(failureOf(ask(SERVER.loginAddress(), Optional.empty())))
                .isEqualTo(
                        new Outcome.Failed(
                                Reason.AuthenticationRejected, "the listener demands a login"));
    }

    @Test
    void aLoginWhereNoneIsWantedIsServerError() {
        assertThat(failureOf(ask(SERVER.address(), LOGIN)))
                .isEqualTo(new Outcome.Failed(Reason.ServerError, "error 34 ILLEGAL_SASL_STATE"));
    }

    @Test
    void plainTextToATlsListenerIsNoKafka() {
        assertThat(reasonOf(ask(SERVER.tlsAddress(), LOGIN)))
                .isIn(Reason.ProtocolError, Reason.ConnectionReset);
    }

    @Test
    void probingLeavesNoLines() {
        ask(SERVER.address(), Optional.empty());
        // Again where it had something to say of its own; what probing leaves is left each time.
        await().untilAsserted(
                        () -> {
                            String before = SERVER.settledLog();
                            for (int i = 0; i < 20; i++) {
                                ask(SERVER.address(), Optional.empty());
                                ask(SERVER.loginAddress(), LOGIN);
                                ask(SERVER.loginAddress(), Optional.empty());
                            }
                            assertThat(SERVER.settledLog()).isEqualTo(before);
                        });
        assertThat(SERVER.log()).doesNotContain(CANARY);
    }

    private Observation ask(Address address, Optional<Login> login) {
        return prober.ask(new Kafka(address, Optional.empty(), login), QUICK);
    }

    private static Optional<Login> login(String password) {
        return Optional.of(new Login("storefront", password));
    }

    private static KafkaProber prober(X509ExtendedTrustManager trust) {
        TimeSource time = TimeSource.system();
        return new KafkaProber(
                new SecureDialer(loopbackDialer(), new TlsClient(trust, time)), time);
    }
}
