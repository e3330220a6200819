package dev.connectivity.probe.http;

import static dev.connectivity.testing.HttpFixtures.http;
import static dev.connectivity.testing.HttpFixtures.ours;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Vert.x's server, whose HTTP/2 is Netty's. */
class Http2ProberTest {

    private final TimeSource time = TimeSource.system();
    private final HttpProber prober =
            new HttpProber(loopbackDialer(), TlsClient.ofRuntime(time), time);
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> complaints = new ConcurrentLinkedQueue<>();

    /** What the server was asked. */
    private record Asked(
            HttpVersion version, String scheme, String authority, String key, boolean connection) {}

    private void handle(HttpServerRequest request) {
        request.exceptionHandler(complaints::add);
        request.response().exceptionHandler(complaints::add);
        asked.add(
                new Asked(
                        request.version(),
                        request.scheme(),
                        request.authority().toString(),
                        request.getHeader("x-api-key"),
                        request.headers().contains("connection")));
        switch (request.path()) {
            case "/page" ->
                    request.response()
                            .putHeader("X-Frame-Options", "DENY")
                            .putHeader("Content-Type", "text/html")
                            .end("all is well, größer");
            case "/large" ->
                    request.response()
                            .end("x".repeat(60_000) + "well" + "late".repeat(5_000) + "end");
            case "/late" -> Vertx.currentContext().owner().setTimer(200, _ -> ok(request));
            case "/later" ->
                    Vertx.currentContext().owner().setTimer(20, _ -> trickle(request, "all"));
            case "/never" -> {
                // Without an answer.
            }
            case "/old" -> redirect(request, "/page");
            case "/loop" -> redirect(request, "/loop");
            case "/plain" -> redirect(request, "http://localhost/");
            case "/reset" -> request.response().reset(2);
            case "/http1" -> request.response().reset(13);
            default ->
                    request.response()
                            .setStatusCode(Integer.parseInt(request.path().substring(1)))
                            .end();
        }
    }

    private static void ok(HttpServerRequest request) {
        request.response().end();
    }

    private static void trickle(HttpServerRequest request, String text) {
        request.response().setChunked(true).write(text);
    }

    private static void redirect(HttpServerRequest request, String to) {
        request.response().setStatusCode(302).putHeader("Location", to).end();
    }

    private enum Protection {
        PLAIN,
        TLS
    }

    private TestHttp serve(Protection protection) {
        return switch (protection) {
            case PLAIN -> TestHttp.plain(this::handle);
            case TLS -> TestHttp.secured(this::handle);
        };
    }

    @ParameterizedTest
    @EnumSource
    void http2IsSpokenAndTheServerHasNothingAgainstIt(Protection protection) {
        try (TestHttp server = serve(protection)) {
            HttpRequest question =
                    question(
                            server.address(),
                            protection,
                            "/page",
                            "",
                            List.of(
                                    new Header("X-Api-Key", "s3cr3t", true),
                                    new Header("Host", "shop.test", false)));
            Observation observation = prober.ask(question, QUICK);

            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(observation.phases()).containsKeys(Phase.Request, Phase.Response);
            assertThat(observation.phases().containsKey(Phase.Handshake))
                    .isEqualTo(protection == Protection.TLS);
            assertThat(asked)
                    .containsExactly(
                            new Asked(
                                    HttpVersion.HTTP_2,
                                    protection == Protection.TLS ? "https" : "http",
                                    "shop.test",
                                    "s3cr3t",
                                    false));
        }
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void everyMethodIsAnswered(String method) {
        try (TestHttp server = serve(Protection.PLAIN)) {
            assertThat(ask(server, "/204", "method: " + method).succeeded()).isTrue();
        }
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/200, '200-299',",
        "/302, '200-399',",
        "/302, '200-299', HTTPStatusUnexpected",
        "/401, '200-299', HTTPAuthenticationRejected",
        "/401, '401',",
        "/429, '200-299', RateLimited",
        "/503, '200-299', HTTPStatusUnexpected"
    })
    void theStatusDecides(String path, String good, Reason reason) {
        try (TestHttp server = serve(Protection.PLAIN)) {
            decides(ask(server, path, "status: ['" + good + "']"), reason);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    responseHeaders: [{name: X-Frame-Options, presence: Absent}] | HTTPHeaderUnexpected
                    responseHeaders: [{name: X-Frame-Options, equals: deny}]     |
                    responseHeaders: [{name: Content-Type, contains: text/html}] |
                    responseHeaders: [{name: X-Other, presence: Present}]        | HTTPHeaderUnexpected
                    body: {contains: größer}                                     |
                    body: {contains: All is well}                                | HTTPBodyUnexpected
                    body: {matches: "^all.*well"}                                |
                    maxLatency: 4s                                               |
                    """)
    void whatIsDemandedOfTheAnswerDecides(String declared, Reason reason) {
        try (TestHttp server = serve(Protection.TLS)) {
            Observation observation =
                    prober.ask(secure(server.address(), "/page", declared), QUICK);
            decides(observation, reason);
            assertThat(observation.toString()).doesNotContain("DENY").doesNotContain("größer");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void noMoreThanTheBeginningOfABodyIsLookedAt() {
        try (TestHttp server = serve(Protection.PLAIN)) {
            assertThat(ask(server, "/large", "body: {contains: well}").succeeded()).isTrue();
            assertThat(ask(server, "/large", "body: {notContains: end}").succeeded()).isTrue();
        }
    }

    @Test
    void aGoodAnswerThatComesLateIsSlow() {
        try (TestHttp server = serve(Protection.PLAIN)) {
            assertThat(reasonOf(ask(server, "/late", "maxLatency: 100ms")))
                    .isEqualTo(Reason.HTTPResponseSlow);
        }
    }

    @Test
    void anAnswerIsNotWaitedForTheEndOfWhatNobodyLooksAt() {
        try (TestHttp server = serve(Protection.PLAIN)) {
            assertThat(ask(server, "/later", "").succeeded()).isTrue();
            assertThat(reasonOf(askShortly(server, "/later", "body: {contains: well}")))
                    .isEqualTo(Reason.HTTPResponseTimeout);
        }
    }

    @Test
    void aServerThatNeverAnswersIsATimeout() {
        try (TestHttp server = serve(Protection.PLAIN)) {
            assertThat(reasonOf(askShortly(server, "/never", "")))
                    .isEqualTo(Reason.HTTPResponseTimeout);
        }
    }

    @ParameterizedTest
    @EnumSource
    void redirectsAreFollowedInTheSameVersion(Protection protection) {
        try (TestHttp server = serve(protection)) {
            HttpRequest question =
                    question(
                            server.address(),
                            protection,
                            "/old",
                            "followRedirects: 1, body: {contains: well}",
                            List.of(new Header("X-Api-Key", "s3cr3t", true)));
            assertThat(prober.ask(question, QUICK).succeeded()).isTrue();
            assertThat(asked)
                    .hasSize(2)
                    .allMatch(it -> it.version() == HttpVersion.HTTP_2)
                    .allMatch(it -> it.key().equals("s3cr3t"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/loop, more than 2 redirects", "/plain, redirects from https to http"})
    void redirectsAreRefusedAlike(String path, String detail) {
        try (TestHttp server = serve(Protection.TLS)) {
            Observation observation =
                    prober.ask(secure(server.address(), path, "followRedirects: 2"), QUICK);
            assertThat(failureOf(observation))
                    .isEqualTo(new Outcome.Failed(Reason.HTTPRedirectRefused, detail));
        }
    }

    @Test
    void anotherOriginGetsNoSecret() {
        try (TestHttp second = serve(Protection.PLAIN);
                TestHttp first =
                        TestHttp.plain(
                                it ->
                                        redirect(
                                                it,
                                                "http://"
                                                        + second.address().display()
                                                        + "/page"))) {
            HttpRequest question =
                    question(
                            first.address(),
                            Protection.PLAIN,
                            "/",
                            "followRedirects: 1",
                            List.of(new Header("X-Api-Key", "s3cr3t", true)));
            assertThat(prober.ask(question, QUICK).succeeded()).isTrue();
            assertThat(asked).hasSize(1).allMatch(it -> it.key() == null);
        }
    }

    @Test
    void aServerThatDoesNotKnowAlpnHasNoHttp2() {
        try (TestHttp server = TestHttp.securedHttp1(this::handle)) {
            isNoHttp2(server.address(), secure(server.address(), "/page", ""));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aServerThatOffersHttp1AloneHasNoHttp2() {
        try (FakeServer server = FakeServer.serving(Http2ProberTest::choosingHttp1)) {
            isNoHttp2(server.address(), secure(server.address(), "/", ""));
        }
    }

    private static void choosingHttp1(Socket client) throws IOException {
        SSLSocket tls =
                (SSLSocket)
                        TestCertificates.serverWith(TestCertificates.GOOD)
                                .getSocketFactory()
                                .createSocket(client, null, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
    }

    @Test
    void aPlainServerOfHttp1HasNoHttp2() {
        try (FakeServer server = FakeServer.saying("HTTP/1.1 400 s3cr3t\r\n\r\n")) {
            isNoHttp2(server.address(), plain(server.address(), "/", ""));
        }
    }

    @Test
    void aRealPlainServerOfHttp1DoesNotPass() {
        try (TestHttp server = TestHttp.plainHttp1(this::handle)) {
            assertThat(reasonOf(ask(server, "/page", "")))
                    .isIn(Reason.HTTPProtocolError, Reason.ConnectionReset);
        }
    }

    @Test
    void aServerThatWantsHttp1ForThisHasNoHttp2() {
        try (TestHttp server = serve(Protection.PLAIN)) {
            isNoHttp2(server.address(), plain(server.address(), "/http1", ""));
        }
    }

    @Test
    void aRequestThatTheServerEndsIsItsErrorByNumber() {
        try (TestHttp server = serve(Protection.PLAIN)) {
            assertThat(failureOf(ask(server, "/reset", "")))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.ServerError,
                                    server.address().display() + ", HTTP/2 error 2"));
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsUntrusted() {
        try (TestHttp server = serve(Protection.TLS)) {
            HttpRequest question =
                    new HttpRequest(
                            server.address(),
                            Optional.of(TlsOptions.FULL),
                            "/page",
                            http("version: HTTP2"));
            assertThat(reasonOf(prober.ask(question, QUICK))).isEqualTo(Reason.TLSUntrustedIssuer);
        }
    }

    @Test
    void withoutTheVersionTheSameServerIsAskedInHttp1() {
        try (TestHttp server = serve(Protection.TLS)) {
            HttpRequest question =
                    new HttpRequest(server.address(), Optional.of(ours()), "/page", http(""));
            assertThat(prober.ask(question, QUICK).succeeded()).isTrue();
            assertThat(asked).allMatch(it -> it.version() == HttpVersion.HTTP_1_1).hasSize(1);
        }
    }

    private void isNoHttp2(Address address, HttpRequest question) {
        assertThat(failureOf(prober.ask(question, QUICK)))
                .isEqualTo(
                        new Outcome.Failed(
                                Reason.HTTPProtocolError, address.display() + ", no HTTP/2"));
    }

    private static void decides(Observation observation, Reason reason) {
        if (reason == null) {
            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        } else {
            assertThat(reasonOf(observation)).isEqualTo(reason);
        }
    }

    private Observation ask(TestHttp server, String target, String declared) {
        return prober.ask(plain(server.address(), target, declared), QUICK);
    }

    private Observation askShortly(TestHttp server, String target, String declared) {
        return prober.ask(
                plain(server.address(), target, declared), limits(Duration.ofMillis(700)));
    }

    private static HttpRequest plain(Address address, String target, String declared) {
        return question(address, Protection.PLAIN, target, declared, List.of());
    }

    private static HttpRequest secure(Address address, String target, String declared) {
        return question(address, Protection.TLS, target, declared, List.of());
    }

    private static HttpRequest question(
            Address address,
            Protection protection,
            String target,
            String declared,
            List<Header> headers) {
        return new HttpRequest(
                address,
                protection == Protection.TLS ? Optional.of(ours()) : Optional.empty(),
                target,
                http(declared.isEmpty() ? "version: HTTP2" : "version: HTTP2, " + declared),
                headers);
    }
}
