package dev.connectivity.probe.redis;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.Question.Redis;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that say what a real one says rarely, or never; real Redis has its own test. */
class RedisMisbehaviourTest {

    private static final String CANARY = "canary-4711";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NOAUTH Authentication required.           | AuthenticationRejected | NOAUTH
                    WRONGPASS canary-4711                     | AuthenticationRejected | WRONGPASS
                    NOPERM this user has no permissions       | AuthenticationRejected | NOPERM
                    LOADING Redis is loading                  | ServerError            | LOADING
                    MASTERDOWN Link with MASTER is down       | ServerError            | MASTERDOWN
                    CLUSTERDOWN The cluster is down           | ServerError            | CLUSTERDOWN
                    DENIED Redis is running in protected mode | ServerError            | DENIED
                    MISCONF Redis is configured to save       | ServerError            | MISCONF
                    ERR max number of clients reached         | ServerError            | ERR max number of clients
                    ERR canary-4711                           | ServerError            | ERR
                    canary-4711                               | ServerError            | an unknown error code
                    """)
    void anErrorIsReportedByItsCodeAlone(String error, Reason reason, String detail) {
        assertThat(asked("-" + error + "\r\n", Optional.empty()))
                .isEqualTo(new Outcome.Failed(reason, detail));
    }

    @ParameterizedTest
    @CsvSource({
        "ERR invalid password, AuthenticationRejected, ERR to AUTH",
        "ERR max number of clients reached, ServerError, ERR max number of clients",
        "LOADING Redis is loading, ServerError, LOADING"
    })
    void anErrorToALoginTellsTheLoginFromTheServer(String error, Reason reason, String detail) {
        assertThat(asked("-" + error + "\r\n", Optional.of(new Login("", CANARY))))
                .isEqualTo(new Outcome.Failed(reason, detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+canary-4711\r\n",
                "+PONG\n",
                "+PONG\rx",
                ":1\r\n",
                "$4\r\nPONG\r\n",
                "PONG"
            })
    void whatIsNoPongIsProtocolError(String answer) {
        assertThat(asked(answer, Optional.empty()))
                .isEqualTo(
                        new Outcome.Failed(
                                Reason.ProtocolError, "the server does not speak Redis' protocol"));
    }

    private static Outcome.Failed asked(String answer, Optional<Login> login) {
        TimeSource time = TimeSource.system();
        RedisProber prober =
                new RedisProber(
                        new SecureDialer(
                                loopbackDialer(), new TlsClient(TestCertificates.trust(), time)),
                        time);
        try (FakeServer server = FakeServer.saying(answer)) {
            return failureOf(
                    prober.ask(new Redis(server.address(), Optional.empty(), login), QUICK));
        }
    }
}
