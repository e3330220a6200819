package dev.connectivity.probe.http;

import static dev.connectivity.testing.HttpFixtures.http;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.HttpFixtures.Answering;
import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandedAnswerTest {

    private final TimeSource time = TimeSource.system();
    private final HttpProber prober =
            new HttpProber(loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {name: x-frame-options, presence: Absent}                  | HTTPHeaderUnexpected
                    {name: X-Frame-Options, presence: Present}                 |
                    {name: X-Frame-Options, equals: deny}                      |
                    {name: X-Frame-Options, equals: sameorigin}                | HTTPHeaderUnexpected
                    {name: Content-Security-Policy, contains: "frame-ancestors https://shop"} |
                    {name: Content-Security-Policy, contains: "https://other"} | HTTPHeaderUnexpected
                    {name: Content-Security-Policy, notContains: "'none'"}     |
                    {name: Content-Security-Policy, notContains: "Frame-Ancestors"} | HTTPHeaderUnexpected
                    {name: Access-Control-Allow-Origin, presence: Absent}      |
                    {name: Access-Control-Allow-Origin, presence: Present}     | HTTPHeaderUnexpected
                    {name: Access-Control-Allow-Origin, equals: "*"}           | HTTPHeaderUnexpected
                    {name: Access-Control-Allow-Origin, contains: "*"}         | HTTPHeaderUnexpected
                    {name: Access-Control-Allow-Origin, notContains: "*"}      |
                    {name: Set-Cookie, contains: "b="}                         |
                    """)
    void aHeaderDecides(String demand, Reason reason) {
        String answer =
                """
                HTTP/1.1 200 OK\r
                X-Frame-Options:  DENY \r
                Content-Security-Policy: default-src 'self'; frame-ancestors https://shop.test\r
                Set-Cookie: a=1\r
                Set-Cookie: b=2\r
                \r
                """;
        try (FakeServer server = Answering.always(answer).plain()) {
            decides(ask(server, "responseHeaders: [" + demand + "]"), reason);
        }
    }

    @Test
    void anUnexpectedHeaderIsNamedWithoutItsValue() {
        try (FakeServer server =
                Answering.always("HTTP/1.1 200 OK\r\nX-Frame-Options: s3cr3t\r\n\r\n").plain()) {
            Observation observation =
                    ask(server, "responseHeaders: [{name: X-Frame-Options, presence: Absent}]");
            assertThat(failureOf(observation).detail())
                    .isEqualTo("header x-frame-options is not as declared");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    contains: all is well ;
                    contains: All is well ; HTTPBodyUnexpected
                    notContains: all is well ; HTTPBodyUnexpected
                    notContains: error ;
                    matches: "status: *(ok|up)" ;
                    matches: "^status" ; HTTPBodyUnexpected
                    matches: "(?m)^status" ;
                    contains: größer ;
                    """)
    void aBodyDecides(String demand, Reason reason) {
        String body = utf8("all is well, größer\nstatus:  ok\n");
        for (String answer : List.of(sized(body), chunked(body), untilTheEnd(body))) {
            try (FakeServer server = Answering.always(answer).plain()) {
                decides(ask(server, "body: {" + demand + "}"), reason);
            }
        }
    }

    @Test
    void noWordOfABodyIsInTheOutcome() {
        try (FakeServer server = Answering.always(sized("s3cr3t")).plain()) {
            Observation observation = ask(server, "body: {contains: other}");
            assertThat(failureOf(observation).detail()).isEqualTo("body is not as declared");
            assertThat(observation.toString()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void noMoreThanItsBeginningIsLookedAt() {
        String body = "x".repeat(64 * 1024 - 4) + "well" + "late".repeat(100_000);
        for (String answer : List.of(sized(body), chunked(body), untilTheEnd(body))) {
            try (FakeServer server = Answering.always(answer).plain()) {
                assertThat(ask(server, "body: {contains: well}").succeeded()).isTrue();
                assertThat(ask(server, "body: {notContains: late}").succeeded()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 10, short, ConnectionReset",
        "Content-Length: ten, short, HTTPProtocolError",
        "Content-Length: -1, short, HTTPProtocolError",
        "Transfer-Encoding: chunked, short, HTTPProtocolError",
        "Transfer-Encoding: chunked, '5\r\nshorter\r\n', HTTPProtocolError",
        "Transfer-Encoding: chunked, '5\r\nsho', ConnectionReset",
        "Transfer-Encoding: chunked, '5\r\nshort\r\n', ConnectionReset",
        "Transfer-Encoding: chunked, 'fffffffff\r\nshort\r\n', HTTPProtocolError"
    })
    void aBodyThatDoesNotEndAsAnnouncedIsNamed(String field, String body, Reason reason) {
        String answer = "HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n" + body;
        try (FakeServer server =
                Answering.always(body.equals("short") ? answer + "\r\n" : answer).plain()) {
            assertThat(reasonOf(ask(server, "body: {contains: long}"))).isEqualTo(reason);
        }
    }

    @Test
    void aBodyThatTricklesIsATimeout() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            client.getInputStream().read(new byte[8192]);
                            write(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                            while (true) {
                                write(client, "x");
                                LockSupport.parkNanos(10_000_000);
                            }
                        })) {
            Observation observation =
                    prober.ask(
                            request(server, "body: {contains: y}"), limits(Duration.ofSeconds(1)));
            assertThat(reasonOf(observation)).isEqualTo(Reason.HTTPResponseTimeout);
            assertThat(observation.took()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void theStatusIsJudgedFirst() {
        try (FakeServer server =
                Answering.always("HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno").plain()) {
            assertThat(reasonOf(ask(server, "body: {contains: yes}")))
                    .isEqualTo(Reason.HTTPStatusUnexpected);
        }
    }

    @Test
    void aGoodAnswerThatComesLateIsSlow() {
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            client.getInputStream().read(new byte[8192]);
                            LockSupport.parkNanos(200_000_000);
                            write(client, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                            client.close();
                        })) {
            Observation slow = ask(server, "maxLatency: 100ms");
            assertThat(reasonOf(slow)).isEqualTo(Reason.HTTPResponseSlow);
            assertThat(failureOf(slow).detail()).matches("after [0-9]+ ms");
            assertThat(ask(server, "maxLatency: 4s").succeeded()).isTrue();
        }
    }

    @Test
    void declaredHeadersAreSentAndReplaceTheUsualOnes() {
        Answering server = Answering.always("HTTP/1.1 200 OK\r\n\r\n");
        try (FakeServer listening = server.plain()) {
            HttpRequest request =
                    new HttpRequest(
                            listening.address(),
                            Optional.empty(),
                            "/",
                            http(""),
                            List.of(
                                    new Header("Host", "shop.test", false),
                                    new Header("Authorization", "Bearer s3cr3t", true)));
            Observation observation = prober.ask(request, QUICK);

            assertThat(observation.succeeded()).isTrue();
            assertThat(server.heads().getFirst())
                    .contains("\nHost: shop.test\n")
                    .contains("\nAuthorization: Bearer s3cr3t\n")
                    .contains("\nConnection: close\n")
                    .doesNotContain("localhost");
            assertThat(request + observation.toString()).doesNotContain("s3cr3t");
        }
    }

    private static void decides(Observation observation, Reason reason) {
        if (reason == null) {
            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        } else {
            assertThat(reasonOf(observation)).isEqualTo(reason);
        }
    }

    private static String sized(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(String body) {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        StringBuilder chunks = new StringBuilder(head);
        int half = body.length() / 2;
        for (String part : List.of(body.substring(0, half), body.substring(half))) {
            chunks.append(Integer.toHexString(part.length())).append(";x=y\r\n");
            chunks.append(part).append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    private static String untilTheEnd(String body) {
        return "HTTP/1.0 200 OK\r\n\r\n" + body;
    }

    /** Each byte as one character, as the server writes it. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    private Observation ask(FakeServer server, String declared) {
        return prober.ask(request(server, declared), QUICK);
    }

    private static HttpRequest request(FakeServer server, String declared) {
        return new HttpRequest(server.address(), Optional.empty(), "/", http(declared));
    }
}
