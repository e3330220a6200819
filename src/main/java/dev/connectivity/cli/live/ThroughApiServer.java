package dev.connectivity.cli.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has the API server connect to the pods, by its proxy: it dials the pod's own address, and says
 * how that failed. The process sees a {@code GET /}; of what it answers nothing is read.
 */
final class ThroughApiServer implements Vantage {

    /** What the API server writes before the error of a connect. */
    private static final String DIALLED = "error trying to reach service: ";

    private static final int LONGEST = 8 * 1024;
    private static final int BAD = 400;

    private final KubernetesClient client;
    private final String namespace;
    private final Duration timeout;

    ThroughApiServer(KubernetesClient client, String namespace, Duration timeout) {
        this.client = client;
        this.namespace = namespace;
        this.timeout = timeout;
    }

    @Override
    public String words() {
        return "by the API server";
    }

    @Override
    public Map<PodPort, Observation> connect(Set<PodPort> ports) throws InterruptedException {
        Map<PodPort, CompletableFuture<Optional<Outcome>>> asked = new LinkedHashMap<>();
        Instant began = Instant.now();
        ports.forEach(port -> asked.put(port, ask(port)));
        Map<PodPort, Observation> seen = new LinkedHashMap<>();
        for (var one : asked.entrySet()) {
            outcome(one.getValue())
                    .ifPresent(
                            it ->
                                    seen.put(
                                            one.getKey(),
                                            new Observation(
                                                    began,
                                                    Duration.between(began, Instant.now()),
                                                    Map.of(),
                                                    it,
                                                    List.of())));
        }
        return seen;
    }

    /** Its answers are not read, so that nothing of them can be told. */
    @Override
    public Map<PodPort, Observation> request(Map<PodPort, Question> questions) {
        return Map.of();
    }

    private Optional<Outcome> outcome(CompletableFuture<Optional<Outcome>> asked)
            throws InterruptedException {
        try {
            return asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // The API server itself did not answer, which says nothing of the pod.
            return Optional.empty();
        }
    }

    private CompletableFuture<Optional<Outcome>> ask(PodPort port) {
        String url =
                "%s/api/v1/namespaces/%s/pods/%s:%d/proxy/"
                        .formatted(
                                client.getMasterUrl().toString().replaceFirst("/$", ""),
                                namespace,
                                port.pod(),
                                port.port());
        Head body = new Head();
        return client.getHttpClient()
                .consumeBytes(
                        client.getHttpClient()
                                .newHttpRequestBuilder()
                                .uri(url)
                                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                                .build(),
                        body)
                .thenCompose(response -> read(response, body));
    }

    private static CompletableFuture<Optional<Outcome>> read(
            HttpResponse<AsyncBody> response, Head body) {
        if (response.code() < BAD) {
            response.body().cancel();
            return CompletableFuture.completedFuture(Optional.of(new Outcome.Answered()));
        }
        response.body().consume();
        return response.body().done().handle((_, _) -> judge(body.text()));
    }

    /**
     * What an answer of the proxy tells of the connect; empty: nothing, since the API server did
     * not try. An answer that is not the API server's own is the process's.
     */
    static Optional<Outcome> judge(String body) {
        Optional<String> own = ownWords(body);
        if (own.isEmpty()) {
            return Optional.of(new Outcome.Answered());
        }
        return own.filter(message -> message.startsWith(DIALLED)).map(ThroughApiServer::outcome);
    }

    private static Outcome outcome(String message) {
        if (!message.contains("dial tcp")) {
            // It was connected, and what came back was no HTTP.
            return new Outcome.Answered();
        }
        Reason reason = Reason.ConnectFailed;
        if (message.endsWith("connection refused")) {
            reason = Reason.ConnectionRefused;
        } else if (message.endsWith("i/o timeout")) {
            reason = Reason.ConnectionTimeout;
        } else if (message.endsWith("no route to host")) {
            reason = Reason.HostUnreachable;
        }
        return new Outcome.Failed(reason, "");
    }

    private static Optional<String> ownWords(String body) {
        if (body.startsWith(DIALLED)) {
            return Optional.of(body.strip());
        }
        try {
            JsonNode status = Serialization.jsonMapper().readTree(body);
            return status != null && status.path("kind").asText().equals("Status")
                    ? Optional.of(status.path("message").asText())
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /** The first bytes of a body. */
    private static final class Head implements AsyncBody.Consumer<List<ByteBuffer>> {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void consume(List<ByteBuffer> value, AsyncBody asyncBody) {
            for (ByteBuffer buffer : value) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() > LONGEST) {
                asyncBody.cancel();
            } else {
                asyncBody.consume();
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
