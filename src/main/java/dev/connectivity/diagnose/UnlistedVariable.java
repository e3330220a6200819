package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A variable that the policy does not list contradicts it all the same: {@code PORT}, or a URL that
 * leads back into the pod where no container has that port. Nobody corrects it, as nobody asked for
 * that.
 */
final class UnlistedVariable implements Check {

    private static final String LIST_IT =
            " Correct it, and list it in spec.listener.env to have it kept right.";

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        return scene.container().getEnv().stream()
                .filter(entry -> !scene.listener().env().contains(entry.getName()))
                .filter(entry -> entry.getValue() != null)
                .flatMap(entry -> finding(entry, scene))
                .toList();
    }

    private static Stream<Finding> finding(EnvVar entry, Scene scene) {
        String value = entry.getValue().strip();
        int port = scene.listener().port();
        if (entry.getName().equals("PORT")) {
            return PortNumber.parse(value).stream()
                    .filter(number -> number != port)
                    .mapToObj(
                            number ->
                                    finding(
                                            entry,
                                            Integer.toString(number),
                                            Integer.toString(port),
                                            scene));
        }
        return UrlText.parse(value)
                .filter(UrlText::isLoopback)
                .filter(url -> !belongs(url.effectivePort(), scene))
                .map(url -> finding(entry, url.display(), url.withPort(port).display(), scene))
                .stream();
    }

    private static boolean belongs(int port, Scene scene) {
        return port == scene.listener().port()
                || port == scene.healthPort()
                || scene.on(port) == Consensus.Accepts
                || scene.pods().running().stream()
                        .flatMap(pod -> containers(pod))
                        .anyMatch(
                                container ->
                                        Ports.of(container).contains(port)
                                                && !container.equals(scene.container()));
    }

    private static Stream<Container> containers(RunningPod pod) {
        return Stream.concat(
                pod.spec().getContainers().stream(),
                Objects.requireNonNullElse(pod.spec().getInitContainers(), List.<Container>of())
                        .stream());
    }

    private static Finding finding(EnvVar entry, String observed, String expected, Scene scene) {
        return new Finding(
                Reason.EnvironmentInconsistent,
                scene.workload(),
                scene.containerPath()
                        .field("env")
                        .entry("name", entry.getName())
                        .field("value")
                        .toString(),
                observed,
                expected,
                "Variable %s is %s, but %s: expected %s."
                                .formatted(entry.getName(), observed, scene.listens(), expected)
                        + LIST_IT,
                Optional.empty());
    }
}
