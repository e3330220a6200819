package dev.connectivity.probe.postgresql;

import static dev.connectivity.testing.DatabaseSessions.session;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.DatabaseSessions;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that lie, hang or hang up; real PostgreSQL has its own test. */
class PostgreSqlMisbehaviourTest {

    private static final String CANARY = "canary-4711";
    private static final Limits SHORT = limits(Duration.ofSeconds(1));
    private static final String OK = "R\0\0\0\u0008\0\0\0\0";
    private static final String READY = "Z\0\0\0\u0005I";

    private final PostgreSqlProber prober = prober();

    @ParameterizedTest
    @CsvSource({
        "28P01, DatabaseAuthenticationFailed",
        "28000, DatabaseAccessRejected",
        "3D000, DatabaseNotFound",
        "53300, DatabaseConnectionsExhausted",
        "57P03, DatabaseStarting",
        "57P01, DatabaseShuttingDown",
        "57P02, DatabaseShuttingDown",
        "XX000, DatabaseError",
        "08P01, DatabaseProxyRefused",
        "25006, DatabaseReadOnly",
        "42501, DatabaseAccessRejected"
    })
    void anErrorIsReportedByItsCodeAlone(String code, Reason reason) {
        try (FakeServer server =
                FakeServer.saying(error("SFATAL\0C" + code + "\0M" + CANARY + "\0\0"))) {
            assertThat(failureOf(ask(server, Tls.DISABLE)))
                    .isEqualTo(new Outcome.Failed(reason, "SQLSTATE " + code));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ccanary-4711\0\0", "C28p01\0\0", "Mcanary-4711\0\0", "", "\0", "C"})
    void anErrorWithoutAProperCodeSaysNothingOfTheServers(String fields) {
        try (FakeServer server = FakeServer.saying(error(fields))) {
            assertThat(failureOf(ask(server, Tls.DISABLE)))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.DatabaseError, "an error without a SQLSTATE"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "R\0\0\0\u0003abc",
                "R\u007f\u007f\u007f\u007f",
                "R\0\u0010\0\0",
                "R\0\0\0\u0004",
                "Z\0\0\0\u0005I",
                OK + OK + OK + "x"
            })
    void whatIsNotPostgresqlIsDatabaseError(String answer) {
        try (FakeServer server = FakeServer.saying(answer)) {
            assertThat(failureOf(ask(server, Tls.DISABLE)).reason())
                    .isEqualTo(Reason.DatabaseError);
        }
    }

    @Test
    void endlessNoticesAreGivenUpAfterTheLimit() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            while (true) {
                                write(client, "N\0\0\u0004\0" + "x".repeat(1020));
                            }
                        })) {
            assertThat(reasonOf(ask(server, Tls.DISABLE))).isEqualTo(Reason.DatabaseError);
        }
    }

    @ParameterizedTest
    @MethodSource("everyTls")
    void aServerThatNeverAnswersIsResponseTimeoutAtTheDeadline(Tls mode) {
        try (FakeServer server = FakeServer.hanging()) {
            Observation observation = ask(server, mode, SHORT);

            assertThat(reasonOf(observation)).isEqualTo(Reason.DatabaseResponseTimeout);
            assertThat(observation.took())
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
        }
    }

    @Test
    void aHangInTheMiddleOfTheTlsHandshakeIsResponseTimeout() {
        try (FakeServer server = FakeServer.serving(client -> write(client, "S"))) {
            Observation observation = ask(server, Tls.REQUIRE, SHORT);

            assertThat(reasonOf(observation)).isEqualTo(Reason.DatabaseResponseTimeout);
            assertThat(observation.phases()).containsKey(Phase.Handshake);
        }
    }

    @Test
    void aHangInTheMiddleOfTheLoginIsResponseTimeout() {
        String sasl = "R\0\0\0\u0018\0\0\0\nSCRAM-SHA-256\0\0" + "\0";
        try (FakeServer server = FakeServer.serving(client -> write(client, sasl))) {
            assertThat(reasonOf(ask(server, Tls.DISABLE, SHORT)))
                    .isEqualTo(Reason.DatabaseResponseTimeout);
        }
    }

    @Test
    void aHangAfterTheLoginIsResponseTimeoutOfTheResponse() {
        try (FakeServer server = FakeServer.serving(client -> write(client, OK + READY))) {
            Observation observation = ask(server, Tls.DISABLE, SHORT);

            assertThat(reasonOf(observation)).isEqualTo(Reason.DatabaseResponseTimeout);
            assertThat(observation.phases()).containsKey(Phase.Response);
        }
    }

    @Test
    void aServerThatHangsUpIsConnectionReset() {
        try (FakeServer ending = FakeServer.saying("");
                FakeServer resetting = FakeServer.resetting()) {
            for (Tls mode : DatabaseSessions.EVERY_TLS) {
                assertThat(reasonOf(ask(ending, mode))).isEqualTo(Reason.ConnectionReset);
                assertThat(reasonOf(ask(resetting, mode))).isEqualTo(Reason.ConnectionReset);
            }
        }
    }

    @Test
    void bytesPutBetweenTheAnswerAndTheHandshakeAreNotTakenForTheServers() {
        try (FakeServer server = FakeServer.saying("S" + OK + READY)) {
            assertThat(reasonOf(ask(server, Tls.REQUIRE)))
                    .isIn(Reason.TLSHandshakeFailed, Reason.ConnectionReset);
        }
    }

    @Test
    void aLoginThatIsNotSupportedIsDatabaseError() {
        try (FakeServer server = FakeServer.saying("R\0\0\0\u0008\0\0\0\u0007")) {
            assertThat(failureOf(ask(server, Tls.DISABLE)))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.DatabaseError,
                                    "the server asks for a login that is not supported"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r=stranger,s=c2FsdA==,i=4096",
                "i=",
                "",
                "r=%NONCE%x,s=c2FsdA==,i=2000000000",
                "r=%NONCE%x,s=!!!,i=4096",
                "r=%NONCE%x,s=c2FsdA==,i=-1"
            })
    void aServerThatCheatsInScramIsDatabaseErrorSoon(String challenge) {
        try (FakeServer server = FakeServer.serving(client -> cheat(client, challenge))) {
            Observation observation = ask(server, Tls.DISABLE);

            assertThat(reasonOf(observation)).isEqualTo(Reason.DatabaseError);
            assertThat(observation.toString()).doesNotContain(CANARY);
        }
    }

    @Test
    void aServerThatDoesNotKnowThePasswordIsDatabaseError() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            cheat(client, "r=%NONCE%x,s=c2FsdA==,i=4096");
                            client.getInputStream().read(new byte[8192]);
                            write(client, authentication(12, "v=AAAA") + OK + READY);
                        })) {
            assertThat(failureOf(ask(server, Tls.DISABLE)))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.DatabaseError,
                                    "the server did not prove that it knows the password"));
        }
    }

    @Test
    void aLoginWithoutAPasswordThatIsAskedForOneIsDatabaseError() {
        try (FakeServer server = FakeServer.saying(authentication(3, ""))) {
            PostgreSql question =
                    new PostgreSql(
                            server.address(), session(Tls.DISABLE, "shop", "storefront", ""));

            assertThat(failureOf(prober.ask(question, QUICK)).detail())
                    .isEqualTo("the server asks for a password, and the login has none");
        }
    }

    @Test
    void aNulInANameCannotAddParameters() {
        try (FakeServer server = FakeServer.hanging()) {
            PostgreSql question =
                    new PostgreSql(
                            server.address(),
                            session(Tls.DISABLE, "shop\0replication\0true", "storefront", CANARY));

            assertThat(reasonOf(prober.ask(question, QUICK)))
                    .isEqualTo(Reason.SecretValueMalformed);
        }
    }

    @Test
    void aQuestionShowsNoSecret() {
        PostgreSql question = new PostgreSql(FakeServer.refusing(), shop(Tls.DISABLE));

        assertThat(question.toString()).doesNotContain(CANARY).doesNotContain("storefront");
        assertThat(prober.ask(question, QUICK).toString()).doesNotContain(CANARY);
    }

    private static void cheat(Socket client, String challenge) throws IOException {
        byte[] buffer = new byte[8192];
        client.getInputStream().read(buffer);
        write(client, authentication(10, "SCRAM-SHA-256\0\0"));
        int n = client.getInputStream().read(buffer);
        String first = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        String nonce = first.substring(first.indexOf("r=") + 2);
        write(client, authentication(11, challenge.replace("%NONCE%", nonce)));
    }

    private static String authentication(int step, String data) {
        return "R\0\0\0" + (char) (data.length() + 8) + "\0\0\0" + (char) step + data;
    }

    private static String error(String fields) {
        return "E\0\0\0" + (char) (fields.length() + 4) + fields;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    private Observation ask(FakeServer server, Tls tls) {
        return ask(server, tls, QUICK);
    }

    private Observation ask(FakeServer server, Tls tls, Limits limits) {
        return prober.ask(new PostgreSql(server.address(), shop(tls)), limits);
    }

    private static DatabaseSession shop(Tls tls) {
        return session(tls, "shop", "storefront", CANARY);
    }

    private static List<Tls> everyTls() {
        return DatabaseSessions.EVERY_TLS;
    }

    private static PostgreSqlProber prober() {
        TimeSource time = TimeSource.system();
        return new PostgreSqlProber(
                loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);
    }
}
