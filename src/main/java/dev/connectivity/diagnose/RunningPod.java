package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A pod whose workload container runs, with an address of its own.
 *
 * @param container the workload's, as this pod was made with it; the template may say otherwise by
 *     now
 * @param status of {@code container}
 */
record RunningPod(Pod pod, Container container, ContainerStatus status) {

    private static final Set<String> SIDECARS =
            Set.of("istio-proxy", "linkerd-proxy", "envoy-sidecar");
    private static final Set<String> SIDECAR_MARKS =
            Set.of("sidecar.istio.io/status", "linkerd.io/proxy-version");

    String name() {
        return pod.getMetadata().getName();
    }

    PodSpec spec() {
        return pod.getSpec();
    }

    PodPort port(int port) {
        return new PodPort(name(), pod.getStatus().getPodIP(), port);
    }

    /** In whole seconds, rounded down: the API keeps no more. */
    Instant startedAt() {
        return Instant.parse(status.getState().getRunning().getStartedAt());
    }

    /** Whether Services send it traffic. */
    boolean ready() {
        return pod.getStatus().getConditions().stream()
                .anyMatch(
                        condition ->
                                "Ready".equals(condition.getType())
                                        && "True".equals(condition.getStatus()));
    }

    /** Whether the kubelet's own readiness probe succeeds; readiness gates aside. */
    boolean containerReady() {
        return Boolean.TRUE.equals(status.getReady());
    }

    /** Whether a mesh sidecar takes every connection to the pod. */
    boolean meshed() {
        boolean marked =
                pod.getMetadata().getAnnotations().keySet().stream()
                        .anyMatch(SIDECAR_MARKS::contains);
        return marked
                || Stream.concat(
                                spec().getContainers().stream(),
                                spec().getInitContainers().stream())
                        .map(Container::getName)
                        .anyMatch(SIDECARS::contains);
    }

    boolean selectedBy(Map<String, String> selector) {
        return selects(selector, pod.getMetadata());
    }

    /** As a Service selects: every label must match, and an empty selector selects nothing. */
    static boolean selects(Map<String, String> selector, ObjectMeta metadata) {
        return !selector.isEmpty()
                && metadata.getLabels().entrySet().containsAll(selector.entrySet());
    }
}
