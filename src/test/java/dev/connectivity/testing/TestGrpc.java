package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A real gRPC server on loopback. */
public final class TestGrpc implements AutoCloseable {

    private final Server server;

    private TestGrpc(Server server) {
        this.server = server;
    }

    /** In plain text, with the standard health service. */
    public static TestGrpc healthy(Map<String, ServingStatus> services) {
        return start(builder -> builder.addService(health(services)));
    }

    /** The same over TLS by {@link TestCertificates#GOOD}. */
    public static TestGrpc secured(Map<String, ServingStatus> services) {
        return start(builder -> tls(builder).addService(health(services)));
    }

    public static TestGrpc start(UnaryOperator<NettyServerBuilder> settings) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            return new TestGrpc(
                    settings.apply(NettyServerBuilder.forAddress(anyPort)).build().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ""} stands for the server as a whole. */
    public static BindableService health(Map<String, ServingStatus> services) {
        HealthStatusManager health = new HealthStatusManager();
        services.forEach(health::setStatus);
        return health.getHealthService();
    }

    private static NettyServerBuilder tls(NettyServerBuilder builder) {
        try {
            return builder.sslContext(
                    GrpcSslContexts.forServer(
                                    pem(TestCertificates.certificatePem(TestCertificates.GOOD)),
                                    pem(TestCertificates.keyPem(TestCertificates.GOOD)))
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream pem(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    public Address address() {
        return new Address("localhost", server.getPort(), "shop");
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
