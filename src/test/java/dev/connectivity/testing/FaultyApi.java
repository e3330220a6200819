package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.ClusterReading;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** The way to an API server, on which requests can be lost, and writes are remembered. */
public final class FaultyApi implements Interceptor {

    /** Nobody listens there, so a request that is sent there fails as in an outage. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

    private final Queue<String> writes = new ConcurrentLinkedQueue<>();
    private final Queue<String> changes = new ConcurrentLinkedQueue<>();
    private volatile Predicate<String> lost = request -> false;
    private volatile Predicate<String> overtaken = request -> false;
    private final AtomicReference<Runnable> overtaking = new AtomicReference<>(() -> {});

    /** A client that goes this way, and insists as little as the product's. */
    public KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config).withRequestRetryBackoffLimit(2).build())
                .withKubernetesSerialization(ClusterReading.serialization())
                .withHttpClientBuilderConsumer(
                        builder -> builder.addOrReplaceInterceptor("faults", this))
                .build();
    }

    /**
     * From now on requests are lost whose text, as {@code PATCH
     * /api/v1/namespaces/shop/services/a}, matches.
     */
    public void lose(Predicate<String> requests) {
        lost = requests;
    }

    /** Something that happens once, just before the first such request is sent. */
    public void overtake(Predicate<String> requests, Runnable by) {
        overtaking.set(by);
        overtaken = requests;
    }

    /** From now on every request arrives. */
    public void heal() {
        lost = request -> false;
    }

    /** Writes that arrived, of paths that contain this. */
    public long writes(String path) {
        return writes.stream().filter(request -> request.contains(path)).count();
    }

    /** Those of them that the API server made, dry runs aside. */
    public long changes(String path) {
        return changes.stream().filter(request -> request.contains(path)).count();
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String text = request.method() + " " + request.uri().getPath();
        if (overtaken.test(text)) {
            overtaking.getAndSet(() -> {}).run();
        }
        if (lost.test(text)) {
            builder.uri(NOWHERE);
        } else if (!request.method().equals("GET")) {
            writes.add(text + "?" + request.uri().getQuery());
        }
    }

    @Override
    public void after(
            HttpRequest request,
            HttpResponse<?> response,
            AsyncBody.Consumer<List<ByteBuffer>> to) {
        String text = request.method() + " " + request.uri();
        if (response.isSuccessful()
                && !request.method().equals("GET")
                && !text.contains("dryRun")) {
            changes.add(text);
        }
    }
}
