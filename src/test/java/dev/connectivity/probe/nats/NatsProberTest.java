package dev.connectivity.probe.nats;

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
import dev.connectivity.probe.Question.Nats;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestNats;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against Debian's nats-server. */
class NatsProberTest {

    /** The timeouts are the server's patience with a busy machine. */
    private static final String USERS =
            "authorization { timeout: 30, users: [{user: \"probe\", password: \"se\\\"cret\"}] }";

    private static final String TLS =
            "tls { cert_file: good.pem, key_file: good.key, timeout: 30 }";
    private static final Login RIGHT = new Login("probe", "se\"cret");

    private final TimeSource time = TimeSource.system();
    private final NatsProber prober =
            new NatsProber(loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);

    @Test
    void anOpenServerAnswers() {
        try (TestNats server = TestNats.with()) {
            Observation observation = ask(server.address());

            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(observation.phases())
                    .containsOnlyKeys(Phase.Resolve, Phase.Connect, Phase.Request, Phase.Response);
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void theServerSeesUsLeaveByOurselves() {
        try (TestNats server = TestNats.with("debug: true")) {
            ask(server.address());

            await().until(() -> server.log().stream().anyMatch(it -> it.contains("closed: ")));
            assertThat(server.log())
                    .filteredOn(it -> it.contains("closed: "))
                    .singleElement()
                    .asString()
                    .endsWith("Client connection closed: Client Closed");
        }
    }

    @Test
    void aLoginIsAccepted() {
        try (TestNats server = TestNats.with(USERS)) {
            assertThat(ask(server.address(), RIGHT).succeeded()).isTrue();
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void aWrongLoginIsRefused() {
        try (TestNats server = TestNats.with(USERS)) {
            assertThat(failureOf(ask(server.address(), new Login("probe", "wrong"))))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.AuthenticationRejected,
                                    "NATS: authorization violation"));
        }
    }

    @Test
    void aSecretWithoutANameIsAToken() {
        try (TestNats server = TestNats.with("authorization: {token: s3cret}")) {
            assertThat(ask(server.address(), new Login("", "s3cret")).succeeded()).isTrue();
            assertThat(reasonOf(ask(server.address(), new Login("", "wrong"))))
                    .isEqualTo(Reason.AuthenticationRejected);
        }
    }

    @Test
    void aMissingLoginIsNotTried() {
        try (TestNats server = TestNats.with(USERS)) {
            assertThat(failureOf(ask(server.address())))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.AuthenticationRejected, "the server demands a login"));
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void aServerThatTakesTheNamelessForSomebodyAnswers() {
        try (TestNats server =
                TestNats.with(
                        "accounts { A: { users: [{user: anybody, password: x}] } }",
                        "no_auth_user: anybody")) {
            assertThat(ask(server.address()).succeeded()).isTrue();
        }
    }

    @Test
    void tlsIsSpokenWhereTheServerDemandsIt() {
        try (TestNats server = TestNats.with(TLS, USERS)) {
            Observation observation = ask(server.address(), RIGHT);

            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(observation.phases()).containsKey(Phase.Handshake);
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsUntrusted() {
        NatsProber strict =
                new NatsProber(
                        loopbackDialer(),
                        new TlsClient(TestCertificates.trustInOthers(), time),
                        time);
        try (TestNats server = TestNats.with(TLS)) {
            Nats question = new Nats(server.address(), TlsOptions.FULL, Optional.empty());

            assertThat(reasonOf(strict.ask(question, QUICK))).isEqualTo(Reason.TLSUntrustedIssuer);
        }
    }

    @Test
    void aFullServerSaysSo() throws Exception {
        try (TestNats server = TestNats.with("max_connections: 1");
                Socket other = new Socket("127.0.0.1", server.address().port())) {
            assertThat(other.getInputStream().read()).isPositive();

            assertThat(failureOf(ask(server.address())))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.ServerError, "NATS: maximum connections exceeded"));
        }
    }

    @Test
    void aPortThatNobodyListensOnRefuses() {
        assertThat(reasonOf(ask(FakeServer.refusing()))).isEqualTo(Reason.ConnectionRefused);
    }

    private Observation ask(Address address) {
        return prober.ask(new Nats(address, TlsOptions.FULL, Optional.empty()), QUICK);
    }

    private Observation ask(Address address, Login login) {
        return prober.ask(new Nats(address, TlsOptions.FULL, Optional.of(login)), QUICK);
    }
}
