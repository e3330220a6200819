package dev.connectivity.probe.http;

import static dev.connectivity.testing.HttpFixtures.http;
import static dev.connectivity.testing.HttpFixtures.ours;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.openGuard;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.Cidr;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Resolver;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.HttpFixtures.Answering;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell";

    private final TimeSource time = TimeSource.system();
    private final HttpProber prober = over(loopbackDialer());

    @Test
    void aRedirectIsAnAnswerUnlessItIsToBeFollowed() {
        Answering server = Answering.always(to("/new"));
        try (FakeServer listening = server.plain()) {
            assertThat(ask(listening, "maxLatency: 4s").succeeded()).isTrue();
            assertThat(server.heads()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aFollowedRedirectIsJudgedByItsEnd(int status) {
        Answering server =
                Answering.with(
                        head ->
                                head.startsWith("GET /a/new?b=c ")
                                        ? OK
                                        : "HTTP/1.1 " + status + " x\r\nLocation: new?b=c\r\n\r\n");
        try (FakeServer listening = server.plain()) {
            Observation observation =
                    prober.ask(
                            request(
                                    listening,
                                    "/a/old",
                                    "followRedirects: 1, body: {contains: well}"),
                            QUICK);
            assertThat(observation.succeeded()).isTrue();
        }
    }

    @Test
    void oneRedirectTooManyIsRefused() {
        Answering server = Answering.always(to("/"));
        try (FakeServer listening = server.plain()) {
            Observation observation = ask(listening, "followRedirects: 3");
            assertThat(reasonOf(observation)).isEqualTo(Reason.HTTPRedirectRefused);
            assertThat(failureOf(observation).detail()).isEqualTo("more than 3 redirects");
            assertThat(server.heads()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "HTTP://localhost/",
            })
    void fromHttpsToHttpIsRefused(String location) {
        try (FakeServer server = Answering.always(to(location)).secured()) {
            HttpRequest request =
                    new HttpRequest(
                            server.address(), Optional.of(ours()), "/", http("followRedirects: 5"));
            Observation observation = prober.ask(request, QUICK);
            assertThat(reasonOf(observation)).isEqualTo(Reason.HTTPRedirectRefused);
            assertThat(failureOf(observation).detail()).isEqualTo("redirects from https to http");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://localhost/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://user:s3cr3t@localhost/",
                "http:///nowhere",
                "http://bad host/",
                "http://[::1/"
            })
    void whatIsNoHttpUrlIsRefusedWithoutRepeatingIt(String location) {
        try (FakeServer server = Answering.always(to(location)).plain()) {
            Observation observation = ask(server, "followRedirects: 5");
            assertThat(reasonOf(observation)).isEqualTo(Reason.HTTPRedirectRefused);
            assertThat(failureOf(observation).detail()).startsWith("redirects to what is no ");
        }
    }

    @Test
    void everyHopIsHeldAgainstTheGuard() {
        Resolver literal =
                (address, deadline) ->
                        new Resolver.Resolution(
                                address.host(),
                                List.of(
                                        Cidr.parse(
                                                        address.host().equals("localhost")
                                                                ? "127.0.0.1"
                                                                : address.host())
                                                .network()));
        try (FakeServer server =
                Answering.always(to("http://169.254.169.254/latest/meta-data")).plain()) {
            Observation observation =
                    over(new Dialer(literal, openGuard()))
                            .ask(request(server, "/", "followRedirects: 5"), QUICK);
            assertThat(reasonOf(observation)).isEqualTo(Reason.DestinationProhibited);
        }
    }

    @Test
    void anotherOriginGetsNoCredentials() {
        Answering other = Answering.always(OK);
        try (FakeServer second = other.plain();
                FakeServer first =
                        Answering.always(to("http://" + second.address().display() + "/"))
                                .plain()) {
            HttpRequest request =
                    new HttpRequest(
                            first.address(),
                            Optional.empty(),
                            "/",
                            http("followRedirects: 1"),
                            List.of(
                                    new Header("X-Api-Key", "s3cr3t", true),
                                    new Header("Authorization", "s3cr3t", false),
                                    new Header("Cookie", "s3cr3t", false),
                                    new Header("Host", "first.test", false),
                                    new Header("Accept-Language", "de", false)));
            assertThat(prober.ask(request, QUICK).succeeded()).isTrue();
            assertThat(other.heads().getFirst())
                    .contains("Accept-Language: de")
                    .doesNotContain("s3cr3t")
                    .doesNotContain("first.test");
        }
    }

    @Test
    void theSameOriginGetsThemAgain() {
        Answering server = Answering.with(head -> head.startsWith("GET /new ") ? OK : to("/new"));
        try (FakeServer listening = server.plain()) {
            HttpRequest request =
                    new HttpRequest(
                            listening.address(),
                            Optional.empty(),
                            "/",
                            http("followRedirects: 1"),
                            List.of(new Header("X-Api-Key", "s3cr3t", true)));
            assertThat(prober.ask(request, QUICK).succeeded()).isTrue();
            assertThat(server.heads()).hasSize(2).allMatch(it -> it.contains("X-Api-Key: s3cr3t"));
        }
    }

    @Test
    void fromHttpToHttpsIsFollowedUnderThePublicAuthorities() {
        try (FakeServer second = Answering.always(OK).secured();
                FakeServer first =
                        Answering.always(to("https://" + second.address().display() + "/"))
                                .plain()) {
            assertThat(reasonOf(ask(first, "followRedirects: 1")))
                    .isEqualTo(Reason.TLSUntrustedIssuer);
        }
    }

    @Test
    void anotherServerGetsNeitherOurCertificateNorAnotherServersName() {
        TlsOptions options = ours().withServerName("localhost");
        assertThat(options.forAnotherServer()).isEqualTo(ours());
    }

    private HttpProber over(Dialer dialer) {
        return new HttpProber(dialer, TlsClient.ofRuntime(time), time);
    }

    private static String to(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n";
    }

    private Observation ask(FakeServer server, String declared) {
        return prober.ask(request(server, "/", declared), QUICK);
    }

    private static HttpRequest request(FakeServer server, String target, String declared) {
        return new HttpRequest(server.address(), Optional.empty(), target, http(declared));
    }
}
