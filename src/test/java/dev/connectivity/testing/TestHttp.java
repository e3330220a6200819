package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;

/** A real HTTP server, Vert.x's: HTTP/2 and HTTP/1.1, or HTTP/1.1 alone. */
public final class TestHttp implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    private TestHttp(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        this.server =
                vertx.createHttpServer(options)
                        .requestHandler(handler)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    public static TestHttp plain(Handler<HttpServerRequest> handler) {
        return new TestHttp(new HttpServerOptions(), handler);
    }

    public static TestHttp plainHttp1(Handler<HttpServerRequest> handler) {
        return new TestHttp(new HttpServerOptions().setHttp2ClearTextEnabled(false), handler);
    }

    public static TestHttp secured(Handler<HttpServerRequest> handler) {
        return new TestHttp(tls().setUseAlpn(true), handler);
    }

    /** Of a server that does not know ALPN. */
    public static TestHttp securedHttp1(Handler<HttpServerRequest> handler) {
        return new TestHttp(tls().setUseAlpn(false), handler);
    }

    private static HttpServerOptions tls() {
        return new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .addKeyValue(
                                        Buffer.buffer(
                                                TestCertificates.keyPem(TestCertificates.GOOD)))
                                .addCertValue(
                                        Buffer.buffer(
                                                TestCertificates.certificatePem(
                                                        TestCertificates.GOOD))));
    }

    public Address address() {
        return new Address("localhost", server.actualPort(), "shop");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
