package dev.connectivity.cli.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On real sockets, with a server of events behind it. */
class OpenCommandTest {

    private static final String TOKEN = "canary.hunter22.token";

    private final FakeOperator operator = FakeOperator.accepting(TOKEN);
    private Path file = Path.of("");

    @BeforeEach
    void writeTheToken(@TempDir Path folder) throws IOException {
        file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    }

    @AfterEach
    void endTheOperator() {
        operator.close();
    }

    private Opened open(String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(
                new String[] {"--url", operator.url(), "--token-file", file.toString()},
                0,
                arguments,
                0,
                4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Opened.with(arguments);
    }

    @Test
    void theFirstBrowserSeesThePageAndNoOtherDoes() throws Exception {
        try (Opened opened = open()) {
            Opened.Browsing browser = opened.browse();
            assertThat(browser.first())
                    .startsWith("HTTP/1.1 200")
                    .contains("<h1>Policies of päge</h1>")
                    .containsPattern(
                            "(?i)set-cookie: connectivity-open=[\\w-]{24}; Path=/[\\w-]{24}/;"
                                    + " HttpOnly; SameSite=Strict\r\n");
            assertThat(opened.request("GET", opened.address().getPath(), ""))
                    .startsWith("HTTP/1.1 403")
                    .contains("was opened before")
                    .doesNotContainIgnoringCase("set-cookie");
            assertThat(
                            opened.request(
                                    "GET",
                                    opened.address().getPath(),
                                    "Cookie: connectivity-open=a\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(browser.get("/"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContainIgnoringCase("set-cookie");
            assertThat(opened.end()).isZero();
        }
    }

    @Test
    void theTokenGoesToTheOperatorAndNowhereElse() throws Exception {
        try (Opened opened = open()) {
            String seen =
                    opened.browse()
                            .get(
                                    "/",
                                    "Authorization: Bearer mine\r\n"
                                            + "X-Forwarded-Access-Token: mine\r\n");

            assertThat(operator.asked)
                    .isNotEmpty()
                    .allSatisfy(
                            it -> {
                                assertThat(it.headers().get("Authorization"))
                                        .containsExactly("Bearer " + TOKEN);
                                assertThat(it.target()).doesNotContain(TOKEN);
                                assertThat(it.headers())
                                        .doesNotContainKeys("Cookie", "X-forwarded-access-token");
                            });
            assertThat(seen + opened.terminal.out() + opened.terminal.err())
                    .doesNotContain(TOKEN, "hunter22");
            assertThat(opened.terminal.out()).hasLineCount(1);
        }
    }

    @Test
    void eventsArePassedOnOneByOneAsTheyCome() throws Exception {
        try (Opened opened = open();
                Socket stream =
                        opened.browse().stream(
                                "/events?since=7", "Accept: text/event-stream\r\n")) {
            InputStream in = stream.getInputStream();
            operator.events.add("data: one\n\n");
            assertThat(Opened.readTo(in, "data: one\n\n")).contains("text/event-stream");
            operator.events.add("data: two\n\n");
            Opened.readTo(in, "data: two\n\n");

            assertThat(operator.asked.getLast().target()).isEqualTo("/events?since=7");
        }
    }

    @Test
    void whatIsBetweenNeighboursAloneIsKeptBackAndTheRestPassedOn() throws Exception {
        try (Opened opened = open()) {
            Opened.Browsing browser = opened.browse();
            assertThat(browser.get("/"))
                    .containsIgnoringCase("content-security-policy: default-src 'self'")
                    .containsIgnoringCase("content-type: text/html; charset=utf-8")
                    .doesNotContain("tracked=1", "timeout=9");
            assertThat(browser.get("/", "If-None-Match: \"1\"\r\n")).startsWith("HTTP/1.1 304");
            assertThat(browser.head("/")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
            assertThat(browser.get("/api/health"))
                    .startsWith("HTTP/1.1 503")
                    .contains("{\"status\":\"Down\"}");
            assertThat(browser.get("/policies/shop"))
                    .startsWith("HTTP/1.1 303")
                    .containsIgnoringCase(
                            "location: /" + opened.key() + "/policies/shop/storefront\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example.test", "127.0.0.1", "127.0.0.1:1", "localhost.evil.test:80"})
    void anotherHostsNameDoesNotOpenItNorUseItUp(String host) throws Exception {
        try (Opened opened = open()) {
            assertThat(opened.raw("GET", opened.address().getPath(), "Host: " + host + "\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(opened.browse().first()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void halfAnAnswerIsSeenToBeOne() throws Exception {
        try (Opened opened = open()) {
            Opened.Browsing browser = opened.browse();
            assertThat(browser.get("/")).as("a whole one").endsWith("\r\n0\r\n\r\n");
            // What was sent before the connection broke may be lost with it.
            assertThat(browser.get("/policies/half"))
                    .doesNotEndWith("0\r\n\r\n")
                    .satisfiesAnyOf(
                            it -> assertThat(it).isEmpty(),
                            it -> assertThat(it).startsWith("HTTP/1.1 200").contains("half"));
        }
    }

    @Test
    void nothingIsEverWrittenThroughIt() throws Exception {
        try (Opened opened = open()) {
            Opened.Browsing browser = opened.browse();
            int before = operator.asked.size();
            for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
                assertThat(
                                opened.request(
                                        method,
                                        "/" + opened.key() + "/",
                                        browser.cookie() + "Content-Length: 0\r\n"))
                        .startsWith("HTTP/1.1 405");
            }
            assertThat(operator.asked).hasSize(before);
        }
    }

    @Test
    void theOperatorMayGoAndComeBack() throws Exception {
        int port = operator.port();
        try (Opened opened = open()) {
            Opened.Browsing browser = opened.browse();
            operator.close();
            assertThat(browser.get("/", "Accept: text/html\r\n"))
                    .startsWith("HTTP/1.1 502")
                    .contains("http-equiv=\"refresh\"", "cannot be reached");
            assertThat(browser.get("/events", "Accept: text/event-stream\r\n"))
                    .startsWith("HTTP/1.1 200")
                    .contains("retry: 2000");
            try (FakeOperator again = FakeOperator.at(port, TOKEN)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> browser.get("/").startsWith("HTTP/1.1 200"));
                assertThat(again.asked).isNotEmpty();
            }
        }
    }

    @Test
    void aTokenThatIsRefusedIsTakenAnew() throws Exception {
        try (Opened opened = open()) {
            Opened.Browsing browser = opened.browse();
            operator.tokens.add("another");
            operator.tokens.remove(TOKEN);
            Files.writeString(file, "another");
            assertThat(browser.get("/")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void itBeginsWithAPolicyThatIsNamed() throws Exception {
        try (Opened opened = open("storefront", "-n", "shop")) {
            assertThat(opened.address().getPath()).endsWith("/policies/shop/storefront");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --url http://shop.example.test --token-file a | 2 | begin it with https://
                    --url https://user@shop.example.test --token-file a | 2 | leave out all but host
                    --certificate-authority a | 2 | is for --url
                    --url https://127.0.0.1:1 --certificate-authority none --token-file a | 2 | no file none
                    --token-file none | 2 | no file none
                    --token-file a --service-account b | 2 | mutually exclusive
                    --port 70000 | 2 | is no port
                    """)
    void whatIsMistakenIsSaid(String line, int code, String words) throws Exception {
        try (Opened opened = Opened.with(line.split(" "))) {
            assertThat(opened.code()).isEqualTo(code);
            assertThat(opened.terminal.err()).contains(words);
            assertThat(opened.terminal.out()).isEmpty();
        }
    }

    @Test
    void whatIsNoPageOfAnOperatorIsSaidBeforeAnybodyIsSentThere() throws Exception {
        operator.tokens.add("another");
        operator.tokens.remove(TOKEN);
        try (Opened opened = open()) {
            assertThat(opened.code()).isEqualTo(3);
            assertThat(opened.terminal.err()).contains("does not accept the viewer's token");
        }
        operator.close();
        try (Opened opened = open()) {
            assertThat(opened.code()).isEqualTo(3);
            assertThat(opened.terminal.err()).contains("cannot be reached", "Look at the address");
        }
    }

    @Test
    void aTokenIsSentWhereTheCertificateIsGoodAlone(@TempDir Path folder) throws Exception {
        String authority =
                Files.writeString(
                                folder.resolve("ca.pem"),
                                TestCertificates.certificatePem(TestCertificates.AUTHORITY))
                        .toString();
        try (FakeOperator secured = FakeOperator.secured(TOKEN)) {
            String[] there = {"--url", secured.url(), "--token-file", file.toString()};
            try (Opened opened = Opened.with(there)) {
                assertThat(opened.code()).isEqualTo(3);
                assertThat(opened.terminal.err())
                        .contains("certification path", "needs --certificate-authority FILE");
                assertThat(secured.asked).isEmpty();
            }
            String[] trusting = Arrays.copyOf(there, there.length + 2);
            trusting[there.length] = "--certificate-authority";
            trusting[there.length + 1] = authority;
            try (Opened opened = Opened.with(trusting)) {
                assertThat(opened.browse().first()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (Opened opened = open("--port", "" + operator.port())) {
            assertThat(opened.code()).isEqualTo(2);
            assertThat(opened.terminal.err()).contains("is taken");
        }
    }
}
