package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Declared TCP ports of containers, and what their names stand for. */
final class Ports {

    private static final String TCP = "TCP";

    private Ports() {}

    static boolean isTcp(String protocol) {
        return TCP.equals(Objects.requireNonNullElse(protocol, TCP));
    }

    /** As written: a number or a name. */
    static String text(IntOrString value) {
        return value.getIntVal() != null ? value.getIntVal().toString() : value.getStrVal();
    }

    /** Declared TCP ports, those kept for metrics included. */
    static List<Integer> of(Container container) {
        return tcp(container).map(ContainerPort::getContainerPort).toList();
    }

    /** Those kept for metrics. */
    static List<Integer> forMetrics(Container container) {
        return tcp(container)
                .filter(port -> isForMetrics(Objects.requireNonNullElse(port.getName(), "")))
                .map(ContainerPort::getContainerPort)
                .toList();
    }

    /**
     * As the API server resolves a Service's target: the first container port of that name;
     * sidecars among the init containers count.
     */
    static OptionalInt resolve(IntOrString target, PodSpec pod) {
        return resolve(target, serving(pod));
    }

    /** As the kubelet resolves a probe's port: by the ports of the probe's own container. */
    static OptionalInt resolve(IntOrString target, Container container) {
        return resolve(target, Stream.of(container));
    }

    /** Whether a container of the pod other than {@code container} declares this port. */
    static boolean belongsToAnother(int port, String container, PodSpec pod) {
        return serving(pod)
                .filter(other -> !container.equals(other.getName()))
                .anyMatch(other -> of(other).contains(port));
    }

    /**
     * Whether a port's name says that it is kept for metrics, by the convention of Prometheus'
     * tools.
     */
    static boolean isForMetrics(String name) {
        return name.equals("metrics") || name.endsWith("-metrics");
    }

    private static OptionalInt resolve(IntOrString target, Stream<Container> containers) {
        if (target.getIntVal() != null) {
            return OptionalInt.of(target.getIntVal());
        }
        return containers
                .flatMap(Ports::tcp)
                .filter(port -> target.getStrVal().equals(port.getName()))
                .mapToInt(ContainerPort::getContainerPort)
                .findFirst();
    }

    private static Stream<Container> serving(PodSpec pod) {
        return Stream.concat(
                pod.getContainers().stream(),
                pod.getInitContainers().stream()
                        .filter(init -> "Always".equals(init.getRestartPolicy())));
    }

    private static Stream<ContainerPort> tcp(Container container) {
        return container.getPorts().stream().filter(port -> isTcp(port.getProtocol()));
    }
}
