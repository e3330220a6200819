package dev.connectivity.web.forward;

import dev.connectivity.web.Inventory;
import dev.connectivity.web.access.Caller;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Passes on what only the leader can answer well: requests with a token, by which it decides what
 * to show. All others get the same answer from any replica.
 */
@ApplicationScoped
public class Forwarding {

    /** Who passed a request on, so that it is not passed on again. */
    static final String HOP = "X-Connectivity-Forwarded-By";

    private static final int PRIORITY = 50;
    private static final int CONNECT_MILLIS = 3_000;

    /** Until the first byte of an answer; the leader itself waits 8 s for the API server. */
    private static final long ANSWER_SECONDS = 12;

    /** Each event stream takes one for as long as somebody looks. */
    private static final int CONNECTIONS = 256;

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String DESCRIPTION = "/api/openapi";

    private final Inventory inventory;
    private final HttpClient client;
    private final int port;

    /**
     * All replicas serve the same port.
     *
     * @param port of the leader's pod
     */
    public Forwarding(
            Vertx vertx,
            Inventory inventory,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.inventory = inventory;
        this.port = port;
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(CONNECT_MILLIS)
                                .setMaxPoolSize(CONNECTIONS));
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    void handle(RoutingContext asked) {
        if (inventory.leads() || !isForTheLeader(asked)) {
            asked.next();
            return;
        }
        Optional<InetAddress> leader = inventory.leader();
        if (leader.isEmpty()) {
            asked.next();
            return;
        }
        pass(asked, leader.get());
    }

    private static boolean isForTheLeader(RoutingContext asked) {
        var headers = asked.request().headers();
        return METHODS.contains(asked.request().method())
                && isLive(asked.normalizedPath())
                && !headers.contains(HOP)
                && Caller.token(headers::get).isPresent();
    }

    private static boolean isLive(String path) {
        return path.equals("/")
                || path.startsWith("/policies/")
                || path.equals("/events")
                || path.startsWith("/events/")
                || path.startsWith("/api/") && !path.equals(DESCRIPTION);
    }

    private void pass(RoutingContext asked, InetAddress leader) {
        ProxyRequest passed =
                ProxyRequest.reverseProxy(asked.request())
                        .putHeader(HOP, "standby")
                        .setBody(Body.body(Buffer.buffer()));
        answer(passed, leader)
                .onSuccess(
                        answer -> {
                            // a body, which nobody sends with these, is passed over
                            asked.request().resume();
                            // what both replicas say is said once
                            answer.headers().names().forEach(asked.response().headers()::remove);
                            asItCame(answer).send();
                        })
                .onFailure(
                        _ -> {
                            passed.release();
                            asked.next();
                        });
    }

    /** What the leader did not compress, such as a stream, is not compressed here. */
    private static ProxyResponse asItCame(ProxyResponse answer) {
        return answer.headers().contains(HttpHeaders.CONTENT_ENCODING)
                ? answer
                : answer.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    }

    private Future<ProxyResponse> answer(ProxyRequest passed, InetAddress leader) {
        var options = new RequestOptions().setHost(leader.getHostAddress()).setPort(port);
        return client.request(options).compose(opened -> answer(passed, opened));
    }

    private static Future<ProxyResponse> answer(ProxyRequest passed, HttpClientRequest opened) {
        return passed.send(opened)
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .onFailure(_ -> opened.reset());
    }
}
