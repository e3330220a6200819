package dev.connectivity.probe.http;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.http.Pages.Asked;
import dev.connectivity.probe.http.Pages.Protection;
import dev.connectivity.testing.TestHttp;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
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
    private final Pages pages = new Pages();

    @ParameterizedTest
    @EnumSource
    void http2IsSpokenAndTheServerHasNothingAgainstIt(Protection protection) {
        try (TestHttp server = pages.serve(protection)) {
            HttpRequest question =
                    Pages.question(
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
            assertThat(pages.asked())
                    .containsExactly(
                            new Asked(
                                    HttpVersion.HTTP_2,
                                    protection == Protection.TLS ? "https" : "http",
                                    "shop.test",
                                    "s3cr3t",
                                    false));
        }
        assertThat(pages.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void everyMethodIsAnswered(String method) {
        try (TestHttp server = pages.serve(Protection.PLAIN)) {
            assertThat(ask(server, "/204", "method: " + method).succeeded()).isTrue();
        }
        assertThat(pages.complaints()).isEmpty();
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
        try (TestHttp server = pages.serve(Protection.PLAIN)) {
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
        try (TestHttp server = pages.serve(Protection.TLS)) {
            Observation observation =
                    prober.ask(Pages.secure(server.address(), "/page", declared), QUICK);
            decides(observation, reason);
            assertThat(observation.toString()).doesNotContain("DENY").doesNotContain("größer");
        }
        assertThat(pages.complaints()).isEmpty();
    }

    @Test
    void noMoreThanTheBeginningOfABodyIsLookedAt() {
        try (TestHttp server = pages.serve(Protection.PLAIN)) {
            assertThat(ask(server, "/large", "body: {contains: well}").succeeded()).isTrue();
            assertThat(ask(server, "/large", "body: {notContains: end}").succeeded()).isTrue();
        }
    }

    @Test
    void aGoodAnswerThatComesLateIsSlow() {
        try (TestHttp server = pages.serve(Protection.PLAIN)) {
            assertThat(reasonOf(ask(server, "/late", "maxLatency: 100ms")))
                    .isEqualTo(Reason.HTTPResponseSlow);
        }
    }

    @Test
    void anAnswerIsNotWaitedForTheEndOfWhatNobodyLooksAt() {
        try (TestHttp server = pages.serve(Protection.PLAIN)) {
            assertThat(ask(server, "/later", "").succeeded()).isTrue();
            assertThat(reasonOf(askShortly(server, "/later", "body: {contains: well}")))
                    .isEqualTo(Reason.HTTPResponseTimeout);
        }
    }

    @Test
    void aServerThatNeverAnswersIsATimeout() {
        try (TestHttp server = pages.serve(Protection.PLAIN)) {
            assertThat(reasonOf(askShortly(server, "/never", "")))
                    .isEqualTo(Reason.HTTPResponseTimeout);
        }
    }

    @ParameterizedTest
    @EnumSource
    void redirectsAreFollowedInTheSameVersion(Protection protection) {
        try (TestHttp server = pages.serve(protection)) {
            HttpRequest question =
                    Pages.question(
                            server.address(),
                            protection,
                            "/old",
                            "followRedirects: 1, body: {contains: well}",
                            List.of(new Header("X-Api-Key", "s3cr3t", true)));
            assertThat(prober.ask(question, QUICK).succeeded()).isTrue();
            assertThat(pages.asked())
                    .hasSize(2)
                    .allMatch(it -> it.version() == HttpVersion.HTTP_2)
                    .allMatch(it -> it.key().equals("s3cr3t"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/loop, more than 2 redirects", "/plain, redirects from https to http"})
    void redirectsAreRefusedAlike(String path, String detail) {
        try (TestHttp server = pages.serve(Protection.TLS)) {
            Observation observation =
                    prober.ask(Pages.secure(server.address(), path, "followRedirects: 2"), QUICK);
            assertThat(failureOf(observation))
                    .isEqualTo(new Outcome.Failed(Reason.HTTPRedirectRefused, detail));
        }
    }

    @Test
    void anotherOriginGetsNoSecret() {
        try (TestHttp second = pages.serve(Protection.PLAIN);
                TestHttp first =
                        TestHttp.plain(
                                it ->
                                        Pages.redirect(
                                                it,
                                                "http://"
                                                        + second.address().display()
                                                        + "/page"))) {
            HttpRequest question =
                    Pages.question(
                            first.address(),
                            Protection.PLAIN,
                            "/",
                            "followRedirects: 1",
                            List.of(new Header("X-Api-Key", "s3cr3t", true)));
            assertThat(prober.ask(question, QUICK).succeeded()).isTrue();
            assertThat(pages.asked()).hasSize(1).allMatch(it -> it.key() == null);
        }
    }

    private static void decides(Observation observation, Reason reason) {
        if (reason == null) {
            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
        } else {
            assertThat(reasonOf(observation)).isEqualTo(reason);
        }
    }

    private Observation ask(TestHttp server, String target, String declared) {
        return prober.ask(Pages.plain(server.address(), target, declared), QUICK);
    }

    private Observation askShortly(TestHttp server, String target, String declared) {
        return prober.ask(
                Pages.plain(server.address(), target, declared), limits(Duration.ofMillis(1500)));
    }
}
