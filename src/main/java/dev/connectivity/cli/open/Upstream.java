package dev.connectivity.cli.open;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Where the operator's page is.
 *
 * @param base its address, without a slash at the end
 * @param place in words
 * @param byApiServer whether the API server stands between, and says no in its own words
 */
record Upstream(HttpClient http, String base, Place place, boolean byApiServer)
        implements AutoCloseable {

    /** To the first byte of an answer; how long the rest takes is for whoever looks to decide. */
    private static final int PATIENCE_SECONDS = 15;

    private static final int CONNECT_MILLIS = 5_000;

    /**
     * By the API server's proxy for Services, with the kubeconfig's own login. It takes {@code
     * Authorization} for itself.
     */
    static Upstream throughApiServer(KubernetesClient client, String namespace, String service) {
        return new Upstream(
                once(client),
                "%s/api/v1/namespaces/%s/services/http:%s:http/proxy"
                        .formatted(trimmed(client.getMasterUrl().toString()), namespace, service),
                new Place(
                        namespace,
                        "Service %s in namespace %s".formatted(service, namespace),
                        "the API server"),
                true);
    }

    /**
     * Where an administrator made it reachable.
     *
     * @param authority whose certificates are good, in PEM; the usual ones if left out
     */
    static Upstream at(URI url, @Nullable Path authority, String namespace) {
        Config config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(url.toString())
                        .withConnectionTimeout(CONNECT_MILLIS)
                        .build();
        if (authority != null) {
            config.setCaCertFile(authority.toString());
        }
        return new Upstream(
                once(new KubernetesClientBuilder().withConfig(config).build()),
                trimmed(url.toString()),
                new Place(namespace, url.toString(), url.toString()),
                false);
    }

    /** What is asked again is decided here. */
    private static HttpClient once(KubernetesClient client) {
        return client.getHttpClient()
                .newBuilder()
                .tag(new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build())
                .build();
    }

    private static String trimmed(String url) {
        return url.replaceFirst("/+$", "");
    }

    /**
     * Asks once.
     *
     * @param target path and query
     * @return an answer that began, or why there is none
     */
    Reply ask(String method, String target, Map<String, String> headers, String token)
            throws InterruptedException {
        HttpRequest.Builder request =
                http.newHttpRequestBuilder().uri(base + target).forStreaming();
        request.method(method, null, null);
        headers.forEach(request::setHeader);
        if (byApiServer) {
            request.setHeader("X-Forwarded-Access-Token", token);
        } else {
            request.setHeader("Authorization", "Bearer " + token);
        }
        try {
            Answer answer = await(request.build());
            return answer.status() < 400 || !byApiServer
                    ? answer
                    : Refusal.byApiServer(place, answer.status(), answer.beginning())
                            .<Reply>map(
                                    refusal -> {
                                        answer.cancel();
                                        return refusal;
                                    })
                            .orElse(answer);
        } catch (IOException e) {
            return Refusal.unreachable(place, byApiServer, e);
        }
    }

    private Answer await(HttpRequest request) throws IOException, InterruptedException {
        Arriving arriving = new Arriving();
        CompletableFuture<HttpResponse<AsyncBody>> asked = http.consumeBytes(request, arriving);
        try {
            return Answer.of(asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS), arriving);
        } catch (ExecutionException e) {
            throw new IOException("no answer", e.getCause());
        } catch (TimeoutException e) {
            var _ = asked.thenAccept(late -> late.body().cancel());
            throw new IOException("no answer within " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** A redirect's address as it is without this one before it. */
    Optional<String> within(String location) {
        String path = URI.create(base).getRawPath();
        return location.startsWith(path + "/")
                ? Optional.of(location.substring(path.length()))
                : Optional.of(location).filter(it -> !it.contains(":") && !it.startsWith("//"));
    }

    @Override
    public void close() {
        http.close();
    }
}
