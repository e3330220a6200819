package dev.connectivity.probe.grpc;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.Grpc;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.LoggedRecords;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.testing.TestGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against gRPC's own server. */
class GrpcProberTest {

    private static final String CART = "shop.v1.Cart";
    private static final String TRANSPORT =
            "io.grpc.netty.shaded.io.grpc.netty.NettyServerTransport.connections";
    private static final Metadata.Key<String> TIMEOUT =
            Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

    private final TimeSource time = TimeSource.system();
    private final GrpcProber prober =
            new GrpcProber(loopbackDialer(), new TlsClient(TestCertificates.trust(), time), time);

    @ParameterizedTest
    @CsvSource({"'',SERVING", "shop.v1.Cart,SERVING"})
    void aServerThatServesAnswers(String service, ServingStatus status) {
        try (TestGrpc server = TestGrpc.healthy(Map.of(service, status))) {
            Observation observation = ask(server.address(), service);

            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(observation.phases())
                    .containsOnlyKeys(Phase.Resolve, Phase.Connect, Phase.Request, Phase.Response);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "NOT_SERVING", "SERVICE_UNKNOWN"})
    void anyOtherStatusIsNotServing(ServingStatus status) {
        try (TestGrpc server = TestGrpc.healthy(Map.of(CART, status))) {
            assertThat(failureOf(ask(server.address(), CART)))
                    .isEqualTo(new Outcome.Failed(Reason.GRPCNotServing, status.name()));
        }
    }

    @Test
    void aServiceThatTheServerDoesNotKnowIsNotServing() {
        try (TestGrpc server = TestGrpc.healthy(Map.of())) {
            assertThat(failureOf(ask(server.address(), CART)))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.GRPCNotServing,
                                    "grpc-status 5, NOT_FOUND: no such service"));
        }
    }

    @Test
    void aServerWithoutHealthServiceSaysUnimplemented() {
        try (TestGrpc server = TestGrpc.start(builder -> builder)) {
            assertThat(reasonOf(ask(server.address(), ""))).isEqualTo(Reason.GRPCUnimplemented);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHENTICATED, AuthenticationRejected, grpc-status 16",
        "PERMISSION_DENIED, AuthenticationRejected, grpc-status 7",
        "DEADLINE_EXCEEDED, ResponseTimeout, grpc-status 4",
        "RESOURCE_EXHAUSTED, ServerError, grpc-status 8",
        "UNAVAILABLE, ServerError, grpc-status 14"
    })
    void anotherStatusHasItsReasonAndNotItsText(Status.Code code, Reason reason, String detail) {
        Status status = Status.fromCode(code).withDescription("from the server");
        try (TestGrpc server = closing(status)) {
            assertThat(failureOf(ask(server.address(), "")))
                    .isEqualTo(new Outcome.Failed(reason, detail));
        }
    }

    private static TestGrpc closing(Status status) {
        return intercepted(
                new ServerInterceptor() {
                    @Override
                    public <A, B> ServerCall.Listener<A> interceptCall(
                            ServerCall<A, B> call, Metadata head, ServerCallHandler<A, B> next) {
                        call.close(status, new Metadata());
                        return new ServerCall.Listener<>() {};
                    }
                });
    }

    private static TestGrpc intercepted(ServerInterceptor interceptor) {
        return TestGrpc.start(
                builder -> builder.addService(TestGrpc.health(Map.of())).intercept(interceptor));
    }

    @Test
    void theServerIsToldHowLongWeWait() throws Exception {
        CompletableFuture<Optional<String>> told = new CompletableFuture<>();
        try (TestGrpc server =
                intercepted(
                        new ServerInterceptor() {
                            @Override
                            public <A, B> ServerCall.Listener<A> interceptCall(
                                    ServerCall<A, B> call,
                                    Metadata head,
                                    ServerCallHandler<A, B> next) {
                                told.complete(Optional.ofNullable(head.get(TIMEOUT)));
                                return next.startCall(call, head);
                            }
                        })) {
            ask(server.address(), "");

            assertThat(told.get(5, TimeUnit.SECONDS))
                    .hasValueSatisfying(it -> assertThat(it).matches("[1-9][0-9]{0,7}[mun]"));
        }
    }

    @Test
    void aServerThatTakesTheCallAndNeverAnswersTimesOut() {
        try (TestGrpc server =
                intercepted(
                        new ServerInterceptor() {
                            @Override
                            public <A, B> ServerCall.Listener<A> interceptCall(
                                    ServerCall<A, B> call,
                                    Metadata head,
                                    ServerCallHandler<A, B> next) {
                                return new ServerCall.Listener<>() {};
                            }
                        })) {
            assertThat(
                            reasonOf(
                                    prober.ask(
                                            plain(server.address(), ""),
                                            limits(Duration.ofSeconds(1)))))
                    .isEqualTo(Reason.ResponseTimeout);
        }
    }

    @Test
    void tlsIsSpokenWhereTheSchemeSaysSo() {
        try (TestGrpc server = TestGrpc.secured(Map.of("", ServingStatus.SERVING))) {
            Observation observation = ask(secured(server.address()), QUICK);

            assertThat(observation.outcome()).isEqualTo(new Outcome.Answered());
            assertThat(observation.phases()).containsKey(Phase.Handshake);
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsUntrusted() {
        GrpcProber strict =
                new GrpcProber(
                        loopbackDialer(),
                        new TlsClient(TestCertificates.trustInOthers(), time),
                        time);
        try (TestGrpc server = TestGrpc.secured(Map.of("", ServingStatus.SERVING))) {
            assertThat(reasonOf(strict.ask(secured(server.address()), QUICK)))
                    .isEqualTo(Reason.TLSUntrustedIssuer);
        }
    }

    @Test
    void plainTextToAServerOfTlsIsNotAnswered() {
        try (TestGrpc server = TestGrpc.secured(Map.of())) {
            assertThat(reasonOf(ask(server.address(), "")))
                    .isIn(Reason.ConnectionReset, Reason.ProtocolError);
        }
    }

    @Test
    void theServerNotesNoneOfOurConversationsAsBroken() throws Exception {
        try (TestGrpc server = TestGrpc.healthy(Map.of("", ServingStatus.SERVING));
                LoggedRecords noted = LoggedRecords.of(TRANSPORT, Level.FINE)) {
            // Its own end is waited for no longer than a moment, which a busy machine may miss.
            await().untilAsserted(
                            () -> {
                                noted.texts().clear();
                                for (int i = 0; i < 20; i++) {
                                    assertThat(ask(server.address(), "").succeeded()).isTrue();
                                }
                                assertThat(ask(server.address(), CART).succeeded()).isFalse();
                                breakOff(server.address());

                                await().until(() -> !noted.texts().isEmpty());
                                assertThat(noted.texts()).hasSize(1);
                            });
        }
    }

    /** What the server does note. */
    private static void breakOff(Address address) throws IOException {
        try (Socket client = new Socket("127.0.0.1", address.port())) {
            client.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        }
    }

    @Test
    void aPortThatNobodyListensOnRefuses() {
        assertThat(reasonOf(ask(FakeServer.refusing(), ""))).isEqualTo(Reason.ConnectionRefused);
    }

    private Observation ask(Address address, String service) {
        return ask(plain(address, service), QUICK);
    }

    private Observation ask(Grpc question, Limits limits) {
        return prober.ask(question, limits);
    }

    private static Grpc plain(Address address, String service) {
        return new Grpc(address, Optional.empty(), service);
    }

    private static Grpc secured(Address address) {
        return new Grpc(address, Optional.of(TlsOptions.FULL), "");
    }
}
