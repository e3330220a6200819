package dev.connectivity.apiserver;

import static dev.connectivity.traffic.TrafficKind.DestinationRule;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.apply.TrafficWriter;
import dev.connectivity.traffic.TrafficKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A storefront whose policy speaks of traffic, on an API server with the providers' own CRDs. */
class TrafficScene extends FallbackScene {

    static final String ISTIO = "istio.yaml";
    static final String ENVOY_GATEWAY = "envoy-gateway.yaml";
    static final String GATEWAY_API = "gateway-api.yaml";
    static final String NAME = "storefront-chatbot";
    static final String MESH = "{provider: Istio}";
    static final String GATEWAY = "{provider: EnvoyGateway, routes: [storefront]}";

    private static final String PACE =
            """
            probe: {interval: 60s, timeout: 10s}
            retry: {limit: 3, backoff: 500ms, maxBackoff: 8s}
            circuit: {failures: 5, openFor: 30s}
            """;

    void install(String... files) {
        for (String file : files) {
            kubectl.run("apply", "--server-side", "-f", crds().resolve(file).toString());
        }
        kubectl.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    }

    private void uninstall(String... files) {
        for (String file : files) {
            kubectl.run(
                    "delete",
                    "--ignore-not-found",
                    "--wait=false",
                    "-f",
                    crds().resolve(file).toString());
        }
    }

    /**
     * Takes the API server a minute or two, so it is done only where another test installed them.
     */
    void withoutTheKindsOf(String... files) {
        TrafficWriter writer = new TrafficWriter(client, SOON);
        for (TrafficKind kind : TrafficKind.values()) {
            if (writer.list(kind, namespace).isPresent()) {
                uninstall(files);
                await(kind + " is not served")
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> writer.list(kind, namespace).isEmpty());
            }
        }
    }

    /**
     * As while istiod is away, which has to agree to all that is done to such resources. Returns
     * once the API server asks it, which is a little later.
     */
    void theWebhookGoesAway(TrafficKind kind) {
        kubectl.onFile(
                namespace,
                """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                - name: away.example.test
                  clientConfig: {url: https://127.0.0.1:1/validate}
                  rules: [{apiGroups: [networking.istio.io], apiVersions: ["*"], operations: ["*"], resources: [%2$s]}]
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                  failurePolicy: Fail
                  sideEffects: None
                  admissionReviewVersions: [v1]
                """
                        .formatted(namespace, kind.plural()),
                "apply");
        String trial =
                """
                apiVersion: %s
                kind: %s
                metadata: {name: trial}
                spec: {host: trial.example.test, hosts: [trial.example.test]}
                """
                        .formatted(kind.apiVersion(), kind);
        await("the webhook is asked")
                .atMost(SOON)
                .until(
                        () ->
                                kubectl.tryOnFile(
                                                namespace,
                                                trial,
                                                "create",
                                                "--dry-run=server",
                                                "--validate=false")
                                        .output(),
                        it -> it.contains("failed calling webhook"));
    }

    void theWebhookComesBack() {
        kubectl.run("delete", "validatingwebhookconfiguration", namespace);
    }

    /** A controller of Flux forces 9 s on the connect timeout, and the policy says so. */
    void fluxTakesTheConnectTimeout() {
        kubectl.onFile(
                namespace,
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: storefront-chatbot}
                spec:
                  host: chat.example.test
                  trafficPolicy: {connectionPool: {tcp: {connectTimeout: 9s}}}
                """,
                "apply",
                "--server-side",
                "--force-conflicts",
                "--field-manager=kustomize-controller");
        awaits("Programmed", "False", "FieldOwnershipConflict", "held by kustomize-controller");
    }

    void applyTraffic(String mode, String traffic) {
        clientSideApply(policy(mode, PACE) + (traffic.isEmpty() ? "" : "  traffic: " + traffic));
    }

    void awaits(String condition, String status, String reason, String message) {
        await(condition + " " + status + " " + reason)
                .atMost(SOON)
                .until(
                        () ->
                                condition(condition)
                                        .filter(it -> it.getStatus().equals(status))
                                        .filter(it -> it.getReason().equals(reason))
                                        .filter(it -> it.getMessage().contains(message))
                                        .isPresent());
    }

    Resource<GenericKubernetesResource> resource(TrafficKind kind, String name) {
        return resources(kind).withName(name);
    }

    NonNamespaceOperation<
                    GenericKubernetesResource,
                    GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            resources(TrafficKind kind) {
        return client.genericKubernetesResources(
                        new ResourceDefinitionContext.Builder()
                                .withGroup(kind.group())
                                .withVersion(kind.version())
                                .withKind(kind.name())
                                .withPlural(kind.plural())
                                .withNamespaced(true)
                                .build())
                .inNamespace(namespace);
    }

    boolean isThere(TrafficKind kind, String name) {
        return resource(kind, name).get() != null;
    }

    void becomesThere(TrafficKind kind, String name) {
        await(kind + " " + name).atMost(SOON).until(() -> isThere(kind, name));
    }

    void goes(TrafficKind kind, String name) {
        await("no " + kind + " " + name).atMost(SOON).until(() -> !isThere(kind, name));
    }

    /** Of a resource's spec, down a path of fields, as text. */
    String field(TrafficKind kind, String name, String... path) {
        Object node =
                Optional.ofNullable(resource(kind, name).get())
                        .map(it -> it.getAdditionalProperties().get("spec"))
                        .orElse(Map.of());
        for (String step : path) {
            node = node instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return String.valueOf(node);
    }

    /** How often what is in place was set back, as the status remembers it. */
    Stream<Integer> applied(String object) {
        return Stream.ofNullable(policy().get().getStatus().findings())
                .flatMap(List::stream)
                .filter(it -> it.object().equals(object))
                .filter(it -> it.state() == FindingState.applied)
                .map(it -> it.returns() == null ? 0 : it.returns().size());
    }

    String connections() {
        return field(DestinationRule, NAME, "trafficPolicy", "connectionPool");
    }

    private static Path crds() {
        try {
            Process process =
                    new ProcessBuilder("src/testbed/traffic-crds")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String folder =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("the CRDs could not be fetched");
            }
            return Path.of(folder.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
