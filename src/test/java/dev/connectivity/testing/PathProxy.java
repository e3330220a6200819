package dev.connectivity.testing;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.time.Duration;

/** A reverse proxy that has something below a path of its own, as an Ingress does. */
public final class PathProxy implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HERE = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final String path;
    private final HttpServer server;

    /**
     * @param path with a slash at each end
     */
    public PathProxy(String path, URI origin) {
        this.path = path;
        HttpProxy proxy =
                HttpProxy.reverseProxy(vertx.createHttpClient())
                        .origin(origin.getPort(), origin.getHost())
                        .addInterceptor(new Below());
        server =
                vertx.createHttpServer()
                        .requestHandler(
                                asked -> {
                                    if (asked.path().startsWith(path)) {
                                        proxy.handle(asked);
                                    } else {
                                        asked.response().setStatusCode(404).end("another's");
                                    }
                                });
        var listening = server.listen(0, HERE);
        await().atMost(SOON).until(listening::succeeded);
    }

    public URI address() {
        return URI.create("http://" + HERE + ":" + server.actualPort() + path);
    }

    private final class Below implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            String uri = context.request().getURI();
            context.request().setURI(uri.substring(path.length() - 1));
            return context.sendRequest();
        }
    }

    @Override
    public void close() {
        await().atMost(SOON).until(vertx.close()::isComplete);
    }
}
