package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.Container;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What should be asked of the pods, and be kept asked.
 *
 * @param connects ports to connect to
 * @param requests ports whose readiness path should be asked
 */
record Wanted(List<PodAsked> connects, List<PodAsked> requests) {

    /** A port of a pod. */
    record PodAsked(RunningPod pod, int port) {

        PodPort podPort() {
            return pod.port(port);
        }
    }

    static Wanted of(Scene scene) {
        // A sidecar's answers tell nothing, so that asking for them would only cost.
        List<RunningPod> pods =
                scene.pods().running().stream()
                        .filter(pod -> scene.basis() == Basis.Policy || !pod.meshed())
                        .toList();
        List<PodAsked> connects =
                pods.stream()
                        .flatMap(
                                pod ->
                                        portsOf(pod, scene).stream()
                                                .map(port -> new PodAsked(pod, port)))
                        .toList();
        List<PodAsked> requests =
                scene.healthPath().isEmpty()
                        ? List.of()
                        : pods.stream().map(pod -> new PodAsked(pod, scene.healthPort())).toList();
        return new Wanted(connects, requests);
    }

    static Set<PodPort> ports(List<PodAsked> asked) {
        return asked.stream()
                .map(PodAsked::podPort)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether all of it was asked, and still counts. */
    boolean complete(Scene scene) {
        return connects.stream()
                        .allMatch(
                                one -> scene.answers().on(one.pod(), one.port()) != Answer.NotAsked)
                && requests.stream()
                        .allMatch(
                                one ->
                                        !scene.answers()
                                                .health(List.of(one.pod()), one.port())
                                                .isEmpty());
    }

    private static Set<Integer> portsOf(RunningPod pod, Scene scene) {
        Set<Integer> ports = new TreeSet<>();
        ports.add(scene.listener().port());
        ports.add(scene.healthPort());
        for (Container container : List.of(pod.container(), scene.container())) {
            ports.addAll(Candidates.of(container));
            ports.addAll(Ports.of(container));
        }
        scene.routes().stream()
                .flatMap(route -> route.targets().stream())
                .filter(target -> target.pod().name().equals(pod.name()))
                .forEach(target -> target.port().ifPresent(ports::add));
        return ports;
    }
}
