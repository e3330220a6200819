package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.testing.HealthDocument;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The operator as it is delivered, and somebody with a token who may see nothing at first. */
class HealthScene {

    @RegisterExtension static final ApiServer API = new ApiServer();

    static final Duration SOON = Duration.ofSeconds(60);

    /** The authorizer hears of a binding a little later; a refusal is remembered for 5 s. */
    static final Duration REMEMBERED = Duration.ofSeconds(40);

    private static final HealthDocument DOCUMENT = HealthDocument.read();

    static PackagedOperator operator;

    String namespace;
    Account account;

    @BeforeAll
    static void startTheOperator(@TempDir Path folder) {
        operator =
                PackagedOperator.start(
                        API, PackagedOperator.Replica.only(API.newNamespace()), folder);
    }

    @AfterAll
    static void endTheOperator() {
        operator.closeQuietly();
    }

    @BeforeEach
    void open() {
        namespace = API.newNamespace();
        account = Account.create(API.client(), namespace);
    }

    @AfterEach
    void close() {
        account.maySeeNothing();
        API.client().resources(ConnectivityPolicy.class).inNamespace(namespace).delete();
    }

    /** A Deployment without a listener to look at, and a policy for it. */
    static void apply(String where, String upstreams) {
        apply(API.client(), where, upstreams);
    }

    static void apply(KubernetesClient client, String where, String upstreams) {
        List.of(
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: storefront}
                        spec:
                          selector: {matchLabels: {app: storefront}}
                          template:
                            metadata: {labels: {app: storefront}}
                            spec: {containers: [{name: app, image: 'storefront:1'}]}
                        """,
                        """
                        apiVersion: connectivity.dev/v1alpha1
                        kind: ConnectivityPolicy
                        metadata: {name: storefront}
                        spec:
                          workload: {name: storefront}
                        """
                                + upstreams.indent(2))
                .forEach(
                        it ->
                                client.resource(
                                                Serialization.unmarshal(
                                                        it, GenericKubernetesResource.class))
                                        .inNamespace(where)
                                        .create());
    }

    /** Its circuit stays closed for as long as a test lasts, and so its reason is the one seen. */
    static String upstream(String name, int port, String importance) {
        return """
        - name: %s
          url: http://127.0.0.1:%d/secret-path?key=canary-of-the-url
          importance: %s
          probe: {interval: 1s, timeout: 1s}
          retry: {backoff: 100ms, maxBackoff: 200ms}
          circuit: {failures: 100}
        """
                .formatted(name, port, importance);
    }

    HttpResponse<String> get(String path) {
        return described(path, operator.get(path, account.token()));
    }

    /** As {@code docs/openapi.yaml} says. */
    static HttpResponse<String> described(String path, HttpResponse<String> answer) {
        String template =
                switch (path.split("/").length) {
                    case 3 -> "/api/health";
                    case 4 -> "/api/health/{namespace}";
                    default -> "/api/health/{namespace}/{policy}";
                };
        String mediaType = answer.headers().firstValue("Content-Type").orElseThrow().split(";")[0];
        assertThat(DOCUMENT.violations(template, answer.statusCode(), mediaType, answer.body()))
                .as("%s: %s", path, answer.body())
                .isEmpty();
        return answer;
    }

    HttpResponse<String> awaitHealth(String path, String status) {
        return await("health " + status + " of " + path)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> get(path),
                        it -> status.equals(PackagedOperator.json(it).get("status")));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> json, String field) {
        return (List<Map<String, Object>>) json.get(field);
    }
}
