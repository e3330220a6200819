package dev.connectivity.watch;

import static dev.connectivity.testing.ProbeFixtures.emptyCluster;
import static dev.connectivity.testing.ProbeFixtures.loopback;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.testing.FakeDns;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestGrpc;
import dev.connectivity.watch.Secrets.Reading;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every reason that an upstream can have is provoked on a real socket, and read where users are
 * told of it: from the verdict of an upstream that a policy declares.
 */
class UpstreamReasonsTest {

    private static final String NAME = "upstream";
    private static final String HOST = "shop.test";

    /** What answers, and what the policy says of it. */
    private record Scene(AutoCloseable server, String url, String probe, String more) {

        static Scene of(FakeServer server, String scheme, String probe) {
            return new Scene(server, scheme + "://" + server.address().display(), probe, "");
        }

        static Scene answering(int status, String probe) {
            return of(FakeServer.serving(client -> answer(client, status)), "http", probe);
        }

        Scene with(String declared) {
            return new Scene(server, url, probe, ", " + declared);
        }

        Policy policy() {
            return Policies.read(
                    "workload: {name: w}, upstreams: [{name: %s, url: '%s', probe: {interval: 1s, timeout: 1s%s}%s}]"
                            .formatted(NAME, url, probe.isEmpty() ? "" : ", " + probe, more));
        }
    }

    /**
     * {@code RouteTest} provokes the first two in networks of their own; the third is what is told
     * where a kernel's error is none of the known ones.
     */
    @ParameterizedTest
    @EnumSource(
            from = "DNSTimeout",
            to = "RateLimited",
            names = {"NetworkUnreachable", "HostUnreachable", "ConnectFailed"},
            mode = EnumSource.Mode.EXCLUDE)
    void isTold(Reason reason) throws Exception {
        Scene scene = scene(reason);
        try (AutoCloseable server = scene.server();
                ProbeEngine engine = engine(reason)) {
            assertThat(server).isNotNull();
            awaitTold(engine, scene, verdict -> assertThat(verdict.reason()).isEqualTo(reason));
        }
    }

    @Test
    void whatComesAndGoesFlaps() {
        AtomicInteger asked = new AtomicInteger();
        try (FakeServer server =
                        FakeServer.serving(
                                client ->
                                        answer(
                                                client,
                                                asked.incrementAndGet() % 3 == 0 ? 200 : 500));
                ProbeEngine engine = engine(Reason.Flapping)) {
            awaitTold(
                    engine,
                    Scene.of(server, "http", "").with("retry: {limit: 3, backoff: 100ms}"),
                    verdict -> assertThat(verdict.reason()).isEqualTo(Reason.Flapping));
        }
    }

    @Test
    void whatFailsTooOftenInARowOpensItsCircuit() {
        try (FakeServer server = FakeServer.serving(client -> answer(client, 500));
                ProbeEngine engine = engine(Reason.CircuitOpen)) {
            awaitTold(
                    engine,
                    Scene.of(server, "http", "").with("circuit: {failures: 3, openFor: 30s}"),
                    verdict -> assertThat(verdict.circuit()).isEqualTo(Circuit.Open));
        }
    }

    private static Scene scene(Reason reason) {
        return switch (reason) {
            case DNSTimeout -> dns(new FakeDns().silent(HOST));
            case DNSNameNotFound -> dns(new FakeDns());
            case DNSServerFailure -> dns(new FakeDns().failing(HOST));
            case ConnectionRefused ->
                    new Scene(() -> {}, "tcp://" + FakeServer.refusing().display(), "", "");
            case ConnectionTimeout -> Scene.of(FakeServer.full(), "tcp", "");
            case ConnectionReset -> Scene.of(FakeServer.resetting(), "http", "");
            case DestinationProhibited -> Scene.of(FakeServer.hanging(), "tcp", "");
            case TLSHandshakeFailed -> Scene.of(FakeServer.saying("220 mail\r\n"), "tls", "");
            case TLSCertificateExpired -> Scene.of(secured(TestCertificates.EXPIRED), "tls", "");
            case TLSNameMismatch ->
                    Scene.of(
                            secured(TestCertificates.GOOD), "tls", "tls: {serverName: other.test}");
            case TLSUntrustedIssuer -> Scene.of(secured(TestCertificates.STRANGER), "tls", "");
            case TLSClientCertificateRejected -> Scene.of(demanding(), "tls", "");
            case TLSCertificateExpiringSoon ->
                    Scene.of(secured(TestCertificates.GOOD), "tls", "tls: {expiryWarning: 9000h}");
            default -> answered(reason);
        };
    }

    /** What a server says that was reached. */
    private static Scene answered(Reason reason) {
        return switch (reason) {
            case HTTPStatusUnexpected -> Scene.answering(404, "");
            case HTTPAuthenticationRejected -> Scene.answering(401, "");
            case HTTPResponseTimeout -> Scene.of(FakeServer.hanging(), "http", "");
            case HTTPProtocolError -> Scene.of(FakeServer.saying("+OK\r\n"), "http", "");
            case HTTPHeaderUnexpected ->
                    Scene.answering(
                            200,
                            "http: {responseHeaders: [{name: X-Frame-Options, equals: DENY}]}");
            case HTTPBodyUnexpected -> Scene.answering(200, "http: {body: {contains: welcome}}");
            case HTTPResponseSlow -> Scene.answering(200, "http: {maxLatency: 1ms}");
            case HTTPRedirectRefused -> Scene.answering(302, "http: {followRedirects: 1}");
            case HTTPUpgradeFailed -> Scene.of(FakeServer.serving(it -> answer(it, 200)), "ws", "");
            case GRPCNotServing -> grpc(TestGrpc.health(Map.of("", ServingStatus.NOT_SERVING)));
            case GRPCUnimplemented -> grpc();
            case AuthenticationRejected ->
                    Scene.of(FakeServer.saying("-NOAUTH no\r\n"), "redis", "");
            case ResponseTimeout -> Scene.of(FakeServer.hanging(), "redis", "");
            case ProtocolError -> Scene.of(FakeServer.saying("HTTP/1.1 400\r\n"), "redis", "");
            case ServerError -> Scene.of(FakeServer.saying("-LOADING wait\r\n"), "redis", "");
            case RateLimited -> Scene.answering(429, "");
            default -> throw new AssertionError("no scene provokes " + reason);
        };
    }

    private static Scene dns(FakeDns server) {
        return new Scene(
                server,
                "dns://" + HOST,
                "dns: {server: '127.0.0.1:%d'}".formatted(server.address().getPort()),
                "");
    }

    private static Scene grpc(BindableService... services) {
        TestGrpc server =
                TestGrpc.start(
                        builder -> {
                            List.of(services).forEach(builder::addService);
                            return builder;
                        });
        return new Scene(server, "grpc://" + server.address().display(), "", "");
    }

    private static FakeServer secured(String alias) {
        return FakeServer.secured(TestCertificates.serverWith(alias), Socket::close);
    }

    private static FakeServer demanding() {
        return FakeServer.demanding(
                TestCertificates.serverWith(TestCertificates.GOOD), "TLSv1.2", Socket::close);
    }

    /** A page as most servers have one, after a moment. */
    private static void answer(Socket client, int status) throws IOException {
        client.getInputStream().read(new byte[8192]);
        LockSupport.parkNanos(5_000_000);
        client.getOutputStream()
                .write(
                        "HTTP/1.1 %d X\r\nLocation: /again\r\nContent-Length: 2\r\n\r\nok"
                                .formatted(status)
                                .getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        client.close();
    }

    private static void awaitTold(ProbeEngine engine, Scene scene, Consumer<Verdict> told) {
        Policy policy = scene.policy();
        Watchtower watchtower = WatchFixtures.watchtower(engine);
        WatchFixtures.pass(
                watchtower, policy, (namespace, key) -> new Reading.Value("no Secret is read"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> told.accept(watchtower.upstreams(policy).get(NAME).told()));
    }

    private static ProbeEngine engine(Reason reason) {
        return WatchFixtures.engine(
                reason == Reason.DestinationProhibited
                        ? new Dialer(loopback(), guardOfUsers())
                        : loopbackDialer(),
                new TlsClient(TestCertificates.trust(), TimeSource.system()));
    }

    /** One that nobody has opened anything in. */
    private static AddressGuard guardOfUsers() {
        return new AddressGuard(
                emptyCluster(), AddressGuard.Rules.of(List.of(), List.of(), "cluster.local", true));
    }
}
