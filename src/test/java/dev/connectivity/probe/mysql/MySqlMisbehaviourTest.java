package dev.connectivity.probe.mysql;

import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.DatabaseSessions;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.ScriptedMySql;
import dev.connectivity.testing.TestCertificates;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that lie, hang or hang up, and what a MariaDB cannot show: the logins of MySQL 8, and
 * errors of a moment. Real MariaDB has its own tests.
 */
class MySqlMisbehaviourTest {

    private static final String CANARY = "canary-4711-geheim\u00e4";

    private static final Limits SHORT = limits(Duration.ofSeconds(1));

    private final MySqlProber prober =
            new MySqlProber(
                    loopbackDialer(),
                    new TlsClient(TestCertificates.trust(), TimeSource.system()),
                    TimeSource.system());

    @ParameterizedTest
    @CsvSource({
        "1045, DatabaseAuthenticationFailed",
        "1698, DatabaseAuthenticationFailed",
        "1862, DatabaseAuthenticationFailed",
        "1044, DatabaseAccessRejected",
        "1130, DatabaseAccessRejected",
        "3118, DatabaseAccessRejected",
        "1049, DatabaseNotFound",
        "1040, DatabaseConnectionsExhausted",
        "1203, DatabaseConnectionsExhausted",
        "1226, DatabaseConnectionsExhausted",
        "1053, DatabaseShuttingDown",
        "1290, DatabaseReadOnly",
        "1836, DatabaseReadOnly",
        "1129, DatabaseSourceBlocked",
        "2003, DatabaseProxyRefused",
        "9001, DatabaseProxyRefused",
        "3159, DatabaseTLSRequired",
        "1105, DatabaseError"
    })
    void anErrorIsReportedByItsNumberAloneWhereverItComes(int number, Reason reason) {
        for (ScriptedMySql.Stage stage : ScriptedMySql.Stage.values()) {
            try (FakeServer server = ScriptedMySql.failing(stage, number, CANARY)) {
                assertThat(failureOf(ask(server, Tls.DISABLE)))
                        .isEqualTo(new Outcome.Failed(reason, "error " + number));
            }
        }
    }

    @Test
    void anAccountOfMysql8ThatTheServerRemembersIsLetIn() {
        try (FakeServer server = ScriptedMySql.remembering(CANARY)) {
            assertThat(ask(server, Tls.DISABLE).outcome()).isEqualTo(new Outcome.Answered());
        }
    }

    @Test
    void anAccountOfMysql8ThatTheServerDoesNotRememberIsLetInByItsKey() {
        try (FakeServer server = ScriptedMySql.forgetting(CANARY)) {
            assertThat(ask(server, Tls.DISABLE).outcome()).isEqualTo(new Outcome.Answered());
        }
    }

    @Test
    void anAccountOfMysql8ThatTheServerDoesNotRememberIsLetInOverTls() {
        try (FakeServer server = ScriptedMySql.forgettingSecured(CANARY)) {
            assertThat(ask(server, Tls.VERIFY_FULL).outcome()).isEqualTo(new Outcome.Answered());
        }
    }

    @Test
    void aServerThatExpectsAnotherLoginThanTheAccountsChangesIt() {
        try (FakeServer server = ScriptedMySql.switching(CANARY)) {
            assertThat(ask(server, Tls.DISABLE).outcome()).isEqualTo(new Outcome.Answered());
        }
    }

    @Test
    void aKeyThatIsNoneIsDatabaseErrorAndThePasswordIsNotSent() {
        try (FakeServer server = ScriptedMySql.withBrokenKey()) {
            assertThat(reasonOf(ask(server, Tls.DISABLE))).isEqualTo(Reason.DatabaseError);
        }
    }

    @Test
    void aLoginThatIsNotSupportedIsDatabaseError() {
        try (FakeServer server = ScriptedMySql.asking("mysql_clear_password")) {
            assertThat(failureOf(ask(server, Tls.DISABLE)).detail())
                    .startsWith("the account logs in by mysql_clear_password, which");
        }
        try (FakeServer server = ScriptedMySql.asking("words of " + CANARY)) {
            assertThat(failureOf(ask(server, Tls.DISABLE)).detail())
                    .startsWith("the account logs in by another plugin, which")
                    .doesNotContain(CANARY);
        }
    }

    @ParameterizedTest
    @MethodSource("everyTls")
    void aServerThatNeverAnswersIsResponseTimeoutAtTheDeadline(Tls mode) {
        try (FakeServer server = FakeServer.hanging()) {
            Observation observation = ask(server, mode, SHORT);

            assertThat(reasonOf(observation)).isEqualTo(Reason.DatabaseResponseTimeout);
            assertThat(observation.took())
                    .isBetween(Duration.ofMillis(400), Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aHangAtAnyStageIsResponseTimeoutAndAnEndIsConnectionReset(ScriptedMySql.Stage stage) {
        try (FakeServer hanging = ScriptedMySql.hanging(stage);
                FakeServer ending = ScriptedMySql.ending(stage)) {
            assertThat(reasonOf(ask(hanging, Tls.DISABLE, SHORT)))
                    .isEqualTo(Reason.DatabaseResponseTimeout);
            assertThat(reasonOf(ask(ending, Tls.DISABLE))).isEqualTo(Reason.ConnectionReset);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "\0\0\0\0",
                "\u0001\0\0\0\n",
                "\u0005\0\0\0\n8.0\0",
                "\u0001\0\0\0\u0009"
            })
    void whatIsNotMysqlIsDatabaseError(String greeting) {
        try (FakeServer server = ScriptedMySql.greeting(greeting)) {
            assertThat(reasonOf(ask(server, Tls.DISABLE))).isEqualTo(Reason.DatabaseError);
        }
    }

    @ParameterizedTest
    @MethodSource("lies")
    void anAnswerThatIsNoneIsDatabaseError(byte[] answer) {
        try (FakeServer server = ScriptedMySql.answering(answer)) {
            assertThat(reasonOf(ask(server, Tls.DISABLE))).isEqualTo(Reason.DatabaseError);
        }
    }

    private static List<byte[]> lies() {
        return List.of(
                new byte[] {0},
                new byte[] {(byte) 0xfb, 'f'},
                new byte[] {(byte) 0xfe, 1, 2, 3, 4, 5, 6, 7, 8, 9},
                new byte[] {(byte) 0xfd});
    }

    @Test
    void nothingShowsThePassword() {
        try (FakeServer server = ScriptedMySql.forgetting("another")) {
            MySql question =
                    new MySql(server.address(), session(Tls.PREFER, "shop", "storefront", CANARY));

            assertThat(question.toString()).doesNotContain(CANARY).doesNotContain("storefront");
            assertThat(prober.ask(question, QUICK).toString()).doesNotContain(CANARY);
        }
    }

    private static List<Tls> everyTls() {
        return DatabaseSessions.EVERY_TLS;
    }

    private static List<ScriptedMySql.Stage> stages() {
        return List.of(ScriptedMySql.Stage.values());
    }

    private Observation ask(FakeServer server, Tls tls) {
        return ask(server, tls, QUICK);
    }

    private Observation ask(FakeServer server, Tls tls, Limits limits) {
        return prober.ask(
                new MySql(server.address(), session(tls, "shop", "storefront", CANARY)), limits);
    }
}
