package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports on which the process of a container could listen, by what the container says of itself. */
final class Candidates {

    private Candidates() {}

    /**
     * By its kubelet probes, its declared ports and its {@code PORT}; declared ports kept for
     * metrics left out.
     */
    static SortedSet<Integer> of(Container container) {
        Stream<Integer> declared =
                container.getPorts().stream()
                        .filter(port -> Ports.isTcp(port.getProtocol()))
                        .filter(
                                port ->
                                        !Ports.isForMetrics(
                                                Objects.requireNonNullElse(port.getName(), "")))
                        .map(port -> port.getContainerPort());
        return Stream.of(probed(container), declared, told(container))
                .flatMap(ports -> ports)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<Integer> probed(Container container) {
        return Stream.of(ProbeKind.values())
                .flatMap(kind -> kind.in(container).stream())
                .flatMap(probe -> ProbeTarget.of(probe, container).stream())
                .map(ProbeTarget::port)
                .flatMapToInt(OptionalInt::stream)
                .boxed();
    }

    private static Stream<Integer> told(Container container) {
        return container.getEnv().stream()
                .filter(
                        variable ->
                                "PORT".equals(variable.getName()) && variable.getValue() != null)
                .map(EnvVar::getValue)
                .flatMap(value -> PortNumber.parse(value).stream().boxed());
    }
}
