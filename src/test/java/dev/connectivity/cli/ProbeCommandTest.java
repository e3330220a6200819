package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestHttp;
import dev.connectivity.testing.TestPostgres;
import dev.connectivity.testing.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On real sockets and servers. */
class ProbeCommandTest {

    private final Terminal terminal = new Terminal();

    @TempDir private Path folder;

    @Test
    void anAnswerIsToldPhaseByPhase() {
        try (TestHttp server = TestHttp.plain(request -> request.response().end("hello"))) {
            String url = "http://localhost:" + server.address().port() + "/api?a=b";
            assertThat(terminal.run("probe", url)).isZero();
        }
        assertThat(terminal.out())
                .matches("(?s)http localhost:\\d+ answered in [0-9.]+ ms\n.*")
                .containsSubsequence("resolve", "connect", "request", "response")
                .doesNotContain("hello", "failed");
    }

    @Test
    void aRefusedConnectIsAFindingWithItsPhaseItsReasonAndWhatToDo() {
        String url = "tcp://" + FakeServer.refusing().display();

        assertThat(terminal.run("probe", url)).isEqualTo(1);
        assertThat(terminal.out())
                .containsPattern("connect +[0-9.]+ ms  failed")
                .contains(
                        "ConnectionRefused: ",
                        "means: ",
                        "next:  ",
                        "runbook.md#connectionrefused");
    }

    @Test
    void theStatusesThatAreGoodCanBeNamed() {
        try (TestHttp server =
                TestHttp.plain(request -> request.response().setStatusCode(404).end("secret"))) {
            String url = "http://127.0.0.1:" + server.address().port();
            assertThat(terminal.run("probe", url)).isEqualTo(1);
            assertThat(terminal.out()).contains("HTTPStatusUnexpected").doesNotContain("secret");
            assertThat(terminal.run("probe", url, "--status", "404")).isZero();
            assertThat(terminal.run("probe", url, "-o", "json", "--method", "HEAD")).isEqualTo(1);
            assertThat(terminal.out())
                    .contains("\"answered\" : false", "\"reason\" : \"HTTPStatusUnexpected\"");
        }
    }

    @Test
    void silenceEndsWithTheTimeout() {
        try (FakeServer server = FakeServer.hanging()) {
            String url = "http://127.0.0.1:" + server.address().port();
            assertThat(terminal.run("probe", url, "--timeout", "1s")).isEqualTo(1);
        }
        assertThat(terminal.out()).contains("HTTPResponseTimeout");
    }

    @Test
    void aDatabaseIsAskedWithAPasswordFromAFileOrStandardInputThatIsNeverShown()
            throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "hunter22\n");
        try (TestPostgres server =
                TestPostgres.secured(
                        """
                        host all postgres 127.0.0.1/32 trust
                        host all postgres ::1/128 trust
                        host all shop 127.0.0.1/32 scram-sha-256
                        """)) {
            server.run("CREATE ROLE shop LOGIN PASSWORD 'hunter22'");
            String url =
                    "postgresql://shop@127.0.0.1:"
                            + server.address().port()
                            + "/postgres?sslmode=disable";

            assertThat(terminal.run("probe", url, "--password-file", password.toString())).isZero();
            assertThat(terminal.piping("hunter22\n").run("probe", url, "--password-file", "-"))
                    .isZero();
            assertThat(terminal.piping("wrong-one").run("probe", url, "--password-file", "-"))
                    .isEqualTo(1);
        }
        assertThat(terminal.out())
                .contains("postgresql 127.0.0.1:", "authenticate", "server PostgreSQL")
                .contains("DatabaseAuthenticationFailed");
        assertThat(terminal.out() + terminal.err()).doesNotContain("hunter22", "wrong-one");
    }

    @Test
    void aBrokerIsAskedWithItsPassword() {
        try (TestRedis server = TestRedis.start("hunter22")) {
            String url = "redis://127.0.0.1:" + server.address().port();
            assertThat(terminal.run("probe", url)).isEqualTo(1);
            assertThat(terminal.piping("hunter22").run("probe", url, "--password-file", "-"))
                    .isZero();
        }
        assertThat(terminal.out()).contains("AuthenticationRejected").doesNotContain("hunter22");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgresql://u:hunter22@db/shop  | Take the password out of the URL
                    mysql://db:3306/shop             | it must name a user
                    ftp://files.example.test         | Begin the URL with its scheme
                    http://                          | Name the host
                    tcp://db.example.test            | port
                    http://a:b@shop.example.test     | Take the password out of the URL
                    """)
    void aUrlThatCannotBeAskedIsAMistakeWithItsCorrection(String url, String words) {
        assertThat(terminal.run("probe", url)).isEqualTo(2);
        assertThat(terminal.err()).contains(words).doesNotContain("hunter22", "spec.");
    }

    @Test
    void oneUrlIsNeededAndItsOptionsAreChecked() {
        assertThat(terminal.run("probe")).isEqualTo(2);
        assertThat(terminal.run("probe", "tcp://a:1", "--url-env", "HOME")).isEqualTo(2);
        assertThat(terminal.run("probe", "--url-env", "NO_SUCH_VARIABLE_HERE")).isEqualTo(2);
        assertThat(terminal.run("probe", "tcp://a:1", "--timeout", "soon")).isEqualTo(2);
        assertThat(terminal.run("probe", "tcp://a:1", "--password-file", "none")).isEqualTo(2);
        assertThat(terminal.err())
                .contains(
                        "--url-env",
                        "NO_SUCH_VARIABLE_HERE is not set",
                        "Write a duration",
                        "there is no file none");
    }
}
