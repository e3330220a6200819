package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus.State;
import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes of the shipped rights where controllers, nodes and the operator's pods are real. */
class TenantE2E {

    private static final String CANARY = "canary-of-the-tenant";
    private static final String SECRET =
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: storefront-db}
            stringData: {DATABASE_URL: 'postgresql://shop:canary-of-the-tenant@203.0.113.98:5432/shop'}
            """;
    private static final String DATABASE =
            """
            secrets: [storefront-db]
            database: {engine: PostgreSQL, url: {secret: storefront-db, key: DATABASE_URL}}
            """;

    @Test
    void whoMayWritePoliciesAloneReadsChangesAndReachesNothingByThem() throws IOException {
        try (Scene scene = Scene.open("tenant");
                Tenant tenant = new Tenant(scene, "connectivity-policy-edit")) {
            scene.apply(SECRET).apply(Storefront.broken().yaml());

            assertThat(tenant.apply(Storefront.policy("Observe", 3001, DATABASE)))
                    .contains("forbidden", "You may not get Secret storefront-db");
            assertThat(tenant.apply(Storefront.policy("Enforce", 3001, "")))
                    .contains("forbidden", "You may not patch Deployment storefront");

            String url = tenant.answering(CANARY);
            assertThat(tenant.apply(Storefront.policy("Observe", 3001, upstreams(scene, url))))
                    .contains("created");
            List<DependencyStatus> down =
                    await("all upstreams are told of")
                            .atMost(Scene.PATIENCE)
                            .until(() -> down(scene), it -> it.size() == 5);

            assertThat(down)
                    .filteredOn(it -> it.name().startsWith("denied"))
                    .extracting(DependencyStatus::reason)
                    .hasSize(4)
                    .containsOnly(Reason.DestinationProhibited);
            assertThat(scene.kubectl("get", "connpol,events", "-o", "yaml")).doesNotContain(CANARY);
            assertThat(OperatorLogging.said()).doesNotContain(CANARY);
            assertThat(scene.targetPort()).isEqualTo(3000);
            assertThat(scene.revision()).isEqualTo(1);
        }
    }

    @Test
    void theRoleEditIncludesPoliciesAndAllThatTheyAskFor() throws IOException {
        try (Scene scene = Scene.open("editor");
                Tenant editor = new Tenant(scene, "edit")) {
            scene.apply(SECRET).apply(Storefront.broken().yaml());

            assertThat(editor.apply(Storefront.policy("Enforce", 3001, DATABASE)))
                    .contains("created");
            scene.awaitCondition("Accepted", "True", Reason.Accepted);
        }
    }

    /** The API server's own opinion of the expressions, held against the CRD's schema. */
    @Test
    void theExpressionsOfTheShippedPoliciesFitTheSchema() {
        for (String name : List.of("connectivity-policy-reads", "connectivity-policy-changes")) {
            JsonNode status =
                    await(name + " was looked at")
                            .atMost(Scene.PATIENCE)
                            .until(() -> status(name), it -> it.has("typeChecking"));
            assertThat(status.at("/typeChecking/expressionWarnings")).isEmpty();
        }
    }

    private static JsonNode status(String admissionPolicy) {
        String json =
                Shell.succeed(
                        "",
                        "kubectl",
                        "get",
                        "validatingadmissionpolicy",
                        admissionPolicy,
                        "-o",
                        "json");
        return Serialization.unmarshal(json, JsonNode.class).path("status");
    }

    private static String upstreams(Scene scene, String url) {
        var node = scene.client.nodes().list().getItems().getFirst().getStatus().getAddresses();
        String address = node.getFirst().getAddress();
        return """
        upstreams:
        - {name: denied-api-server, url: 'https://kubernetes.default.svc/'}
        - {name: denied-metadata, url: 'http://169.254.169.254/latest/meta-data/'}
        - {name: denied-kubelet, url: 'tcp://%s:10250'}
        - {name: denied-loopback, url: 'http://127.0.0.1:8080/q/metrics'}
        - {name: failing, url: '%s'}
        """
                .formatted(address, url);
    }

    private static List<DependencyStatus> down(Scene scene) {
        return Optional.ofNullable(scene.policy().getStatus())
                .map(ConnectivityPolicyStatus::upstreams)
                .stream()
                .flatMap(List::stream)
                .filter(it -> it.state() == State.Down)
                .toList();
    }

    /** A service account with one role in the scene's namespace, and a server outside. */
    private record Tenant(Scene scene, HttpServer server) implements AutoCloseable {

        Tenant(Scene scene, String role) throws IOException {
            this(scene, HttpServer.create(new InetSocketAddress("203.0.113.97", 0), 0));
            scene.kubectl("create", "serviceaccount", "tenant");
            scene.kubectl(
                    "create",
                    "rolebinding",
                    "tenant",
                    "--clusterrole=" + role,
                    "--serviceaccount=" + scene.namespace + ":tenant");
            server.start();
        }

        /** What kubectl says of it. */
        String apply(String yaml) {
            return Shell.run(
                            yaml,
                            List.of(
                                    "kubectl",
                                    "--as=system:serviceaccount:" + scene.namespace + ":tenant",
                                    "-n",
                                    scene.namespace,
                                    "apply",
                                    "-f",
                                    "-"))
                    .output();
        }

        /** Fails, with this in its page and its headers. */
        String answering(String text) {
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.getResponseHeaders().add("X-Powered-By", text);
                        byte[] page = text.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(500, page.length);
                        exchange.getResponseBody().write(page);
                        exchange.close();
                    });
            return "http://203.0.113.97:" + server.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
