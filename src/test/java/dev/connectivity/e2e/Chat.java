package dev.connectivity.e2e;

import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A storefront whose chatbot has a fallback, and how that is looked at. */
final class Chat {

    static final String ADDRESS = "203.0.113.63";
    static final String STAND_IN =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: chat-offline}
            spec:
              selector: {matchLabels: {app: chat-offline}}
              template:
                metadata: {labels: {app: chat-offline}}
                spec:
                  terminationGracePeriodSeconds: 0
                  containers:
                  - name: app
                    image: busybox:1.36
                    imagePullPolicy: Never
                    command: ["/bin/sh", "-c"]
                    args:
                    - |
                      /bin/busybox mkdir -p /tmp/www && echo away >/tmp/www/index.html
                      exec /bin/busybox httpd -f -p 8080 -h /tmp/www
                    readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: chat-offline}
            spec:
              selector: {app: chat-offline}
              ports: [{name: http, port: 80, targetPort: 8080}]
            """;
    private static final String POLICY =
            """
            upstreams:
            - name: chatbot
              url: http://%s/
              importance: Optional
              probe: {interval: 2s, timeout: 1s}
              retry: {limit: 3, backoff: 200ms, maxBackoff: 1s}
              circuit: {failures: 3, openFor: 2s, successes: 2}
              fallback: %s
            """;

    private Chat() {}

    static Scene open(String title) {
        Scene scene = Scene.open(title);
        scene.apply(Storefront.well().yaml());
        scene.awaitServing();
        return scene;
    }

    static String serviceFallback(String dwell) {
        return "{type: Service, dwell: %s, service: {name: chat, backend: {name: chat-offline, port: 80}}}"
                .formatted(dwell);
    }

    static void applyFallback(Scene scene, String host, String fallback) {
        scene.apply(Storefront.policy("Enforce", 3001, POLICY.formatted(host, fallback)));
        scene.awaitCondition("Ready", "True", Reason.Ready);
        seen(scene, it -> it.state() == DependencyStatus.State.Up);
    }

    /** The Service's address, once it leads somewhere. */
    static String aliasOf(Scene scene) {
        await().atMost(Scene.PATIENCE).until(() -> !addresses(scene).isEmpty());
        String address =
                scene.client
                        .services()
                        .inNamespace(scene.namespace)
                        .withName("chat")
                        .get()
                        .getSpec()
                        .getClusterIP();
        await().atMost(Scene.PATIENCE).until(() -> scene.get(address, 80) == 204);
        await("the stand-in is ready")
                .atMost(Scene.PATIENCE)
                .until(
                        () ->
                                scene.findings().stream()
                                        .noneMatch(
                                                it -> it.reason() == Reason.FallbackUnavailable));
        return address;
    }

    static List<String> addresses(Scene scene) {
        return scene
                .client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(scene.namespace)
                .withLabel("kubernetes.io/service-name", "chat")
                .list()
                .getItems()
                .stream()
                .flatMap(it -> it.getEndpoints().stream())
                .flatMap(it -> it.getAddresses().stream())
                .toList();
    }

    static void removedWithItsDeclaration(Scene scene) {
        scene.apply(Storefront.policy("Enforce", 3001, ""));
        await().atMost(Scene.PATIENCE)
                .until(
                        () ->
                                scene.client
                                                .services()
                                                .inNamespace(scene.namespace)
                                                .withName("chat")
                                                .get()
                                        == null);
        await().atMost(Scene.PATIENCE).until(() -> addresses(scene).isEmpty());
    }

    static DependencyStatus upstream(Scene scene) {
        return scene.policy().getStatus().upstreams().getFirst();
    }

    static FallbackState state(DependencyStatus upstream) {
        return Optional.ofNullable(upstream.fallback()).orElseThrow().state();
    }

    /** When the status first showed it. */
    static Instant seen(Scene scene, Predicate<DependencyStatus> wanted) {
        await().atMost(Scene.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                Optional.ofNullable(scene.policy().getStatus())
                                        .flatMap(it -> Optional.ofNullable(it.upstreams()))
                                        .filter(it -> wanted.test(it.getFirst()))
                                        .isPresent());
        return Instant.now();
    }

    static String flag(Scene scene) {
        return Optional.ofNullable(
                        scene.client
                                .configMaps()
                                .inNamespace(scene.namespace)
                                .withName("storefront-fallbacks")
                                .get())
                .map(it -> it.getData().get("chatbot"))
                .orElse("");
    }

    /** Each with how often its containers were started again. */
    static List<String> pods(Scene scene) {
        return scene.client.pods().inNamespace(scene.namespace).list().getItems().stream()
                .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
                .map(Chat::life)
                .sorted()
                .toList();
    }

    private static String life(Pod pod) {
        int restarts =
                pod.getStatus().getContainerStatuses().stream()
                        .mapToInt(it -> it.getRestartCount())
                        .sum();
        return pod.getMetadata().getUid() + " " + restarts;
    }
}
