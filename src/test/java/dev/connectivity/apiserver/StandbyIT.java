package dev.connectivity.apiserver;

import static dev.connectivity.apiserver.HealthScene.list;
import static dev.connectivity.apiserver.PackagedOperator.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.apiserver.PackagedOperator.Replica;
import dev.connectivity.testing.FreePort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas, as they are delivered; a Service would lead to either. */
class StandbyIT {

    @RegisterExtension static final ApiServer API = new ApiServer();

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void aStandbyAnswersAsTheLeaderAndInItsPlaceWhereThatIsGone() {
        String home = API.newNamespace();
        String namespace = API.newNamespace();
        Account account = Account.create(API.client(), namespace);
        account.maySee(namespace);
        policy(namespace);
        int port = FreePort.next();
        pod(home, "first", "127.0.0.1");
        pod(home, "second", "127.0.0.2");
        String path = "/api/health/" + namespace;

        var first = Replica.of(home, "first", "127.0.0.1", port);
        var second = Replica.of(home, "second", "127.0.0.2", port);
        try (PackagedOperator leader = PackagedOperator.start(API, first, folder)) {
            await().atMost(SOON).until(() -> leads(leader));
            try (PackagedOperator standby = PackagedOperator.start(API, second, folder)) {
                assertThat(leads(standby)).as("of itself it tells itself").isFalse();
                await().atMost(SOON).until(() -> isLive(standby.get(path, account.token())));
                assertThat(
                                standby.get(path, account.token())
                                        .headers()
                                        .allValues("X-Content-Type-Options"))
                        .as("each header once")
                        .containsExactly("nosniff");
                assertThat(standby.get("/q/metrics", account.token()).body())
                        .contains("jvm_memory");

                assertThat(firstEvent(leader, account)).startsWith("event:");
                assertThat(firstEvent(standby, account)).startsWith("event:");

                awaitThatItHasReadThatAllIsDown(standby, path, account);
                leader.kill();
                assertStandsIn(standby.get(path, account.token()));
                await("the standby leads")
                        .atMost(SOON)
                        .until(() -> isLive(standby.get(path, account.token())));
            }
        }
        account.maySeeNothing();
    }

    private static void assertStandsIn(HttpResponse<String> alone) {
        assertThat(alone.statusCode()).isEqualTo(503);
        assertThat(json(alone)).containsEntry("live", false).containsEntry("status", "Down");
        assertThat(list(json(alone), "policies").getFirst())
                .containsEntry("name", "storefront")
                .containsEntry("live", false);
        assertThat(alone.body()).contains("ConnectionRefused").doesNotContain("latency");
    }

    private static boolean leads(PackagedOperator operator) {
        return (boolean) json(operator.get("/api/health", Map.of())).get("leads");
    }

    /** Asked as by another standby: what was passed on once is not passed on again. */
    private static void awaitThatItHasReadThatAllIsDown(
            PackagedOperator standby, String path, Account account) {
        Map<String, String> headers =
                Map.of(
                        "Authorization",
                        "Bearer " + account.token(),
                        "X-Connectivity-Forwarded-By",
                        "standby");
        await().atMost(SOON).until(() -> standby.get(path, headers).statusCode() == 503);
    }

    /** Latencies are the leader's alone. */
    private static boolean isLive(HttpResponse<String> answer) {
        return answer.body().contains("\"live\":true") && answer.body().contains("latency");
    }

    /** As a browser asks for it; each stream that is compressed takes memory of its own. */
    private static String firstEvent(PackagedOperator operator, Account account) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var asked =
                    HttpRequest.newBuilder(operator.base().resolve("/events"))
                            .header("Authorization", "Bearer " + account.token())
                            .header("Accept-Encoding", "gzip, deflate")
                            .header("Accept", "text/event-stream")
                            .build();
            var lines = http.sendAsync(asked, BodyHandlers.ofLines()).orTimeout(60, SECONDS).join();
            assertThat(lines.statusCode()).isEqualTo(200);
            try (var body = lines.body()) {
                return body.findFirst().orElse("");
            } finally {
                http.shutdownNow();
            }
        }
    }

    private static void pod(String namespace, String name, String address) {
        Pod pod =
                API.client()
                        .resource(
                                Serialization.unmarshal(
                                        """
                                        apiVersion: v1
                                        kind: Pod
                                        metadata: {name: %s}
                                        spec:
                                          automountServiceAccountToken: false
                                          containers: [{name: operator, image: 'operator:1'}]
                                        """
                                                .formatted(name),
                                        Pod.class))
                        .inNamespace(namespace)
                        .create();
        pod.getStatus().setPodIP(address);
        API.client().resource(pod).updateStatus();
    }

    private static void policy(String namespace) {
        HealthScene.apply(
                API.client(),
                namespace,
                "upstreams:\n" + HealthScene.upstream("chat", 1, "Required"));
    }
}
