package dev.connectivity.probe.http;

import static dev.connectivity.testing.HttpFixtures.http;
import static dev.connectivity.testing.HttpFixtures.ours;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.http.Pages.Protection;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestHttp;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Servers that have no HTTP/2, or not for us. */
class Http2NegotiationTest {

    private final TimeSource time = TimeSource.system();
    private final HttpProber prober =
            new HttpProber(loopbackDialer(), TlsClient.ofRuntime(time), time);
    private final Pages pages = new Pages();

    @Test
    void aServerThatDoesNotKnowAlpnHasNoHttp2() {
        try (TestHttp server = TestHttp.securedHttp1(pages::handle)) {
            isNoHttp2(server.address(), Pages.secure(server.address(), "/page", ""));
        }
        assertThat(pages.asked()).isEmpty();
    }

    @Test
    void aServerThatOffersHttp1AloneHasNoHttp2() {
        try (FakeServer server = FakeServer.serving(Http2NegotiationTest::choosingHttp1)) {
            isNoHttp2(server.address(), Pages.secure(server.address(), "/", ""));
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
            isNoHttp2(server.address(), Pages.plain(server.address(), "/", ""));
        }
    }

    @Test
    void aRealPlainServerOfHttp1DoesNotPass() {
        try (TestHttp server = TestHttp.plainHttp1(pages::handle)) {
            assertThat(reasonOf(ask(server, "/page", "")))
                    .isIn(Reason.HTTPProtocolError, Reason.ConnectionReset);
        }
    }

    @Test
    void aServerThatWantsHttp1ForThisHasNoHttp2() {
        try (TestHttp server = pages.serve(Protection.PLAIN)) {
            isNoHttp2(server.address(), Pages.plain(server.address(), "/http1", ""));
        }
    }

    @Test
    void aRequestThatTheServerEndsIsItsErrorByNumber() {
        try (TestHttp server = pages.serve(Protection.PLAIN)) {
            assertThat(failureOf(ask(server, "/reset", "")))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.ServerError,
                                    server.address().display() + ", HTTP/2 error 2"));
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsUntrusted() {
        try (TestHttp server = pages.serve(Protection.TLS)) {
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
        try (TestHttp server = pages.serve(Protection.TLS)) {
            HttpRequest question =
                    new HttpRequest(server.address(), Optional.of(ours()), "/page", http(""));
            assertThat(prober.ask(question, QUICK).succeeded()).isTrue();
            assertThat(pages.asked())
                    .allMatch(it -> it.version() == HttpVersion.HTTP_1_1)
                    .hasSize(1);
        }
    }

    private Observation ask(TestHttp server, String target, String declared) {
        return prober.ask(Pages.plain(server.address(), target, declared), QUICK);
    }

    private void isNoHttp2(Address address, HttpRequest question) {
        assertThat(failureOf(prober.ask(question, QUICK)))
                .isEqualTo(
                        new Outcome.Failed(
                                Reason.HTTPProtocolError, address.display() + ", no HTTP/2"));
    }
}
