package dev.connectivity.diagnose;

import dev.connectivity.diagnose.Route.Choice;
import dev.connectivity.diagnose.Route.Target;
import dev.connectivity.policy.Listener;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds the ways of traffic that should lead to the listener.
 *
 * @param container the workload's
 * @param template what new pods are labelled with
 */
record Routes(
        List<Service> services, List<RunningPod> running, String container, ObjectMeta template) {

    /**
     * Those that the policy names, or, where it names none, those of every Service that selects the
     * pods.
     */
    List<Route> chosenBy(Listener listener) {
        if (listener.services().isEmpty()) {
            return services.stream()
                    .filter(this::selectsWorkload)
                    .flatMap(service -> unnamedPorts(service, Choice.Selecting))
                    .toList();
        }
        return listener.services().stream()
                .flatMap(
                        named ->
                                services.stream()
                                        .filter(
                                                service ->
                                                        service.getMetadata()
                                                                .getName()
                                                                .equals(named.name()))
                                        .filter(this::selectsWorkload)
                                        .flatMap(service -> chosenOf(service, named)))
                .toList();
    }

    /** Every TCP port of every Service that selects the pods. */
    List<Route> all() {
        return services.stream()
                .filter(this::selectsWorkload)
                .flatMap(
                        service ->
                                tcpPorts(service)
                                        .map(port -> route(service, port, Choice.Selecting)))
                .toList();
    }

    private Stream<Route> chosenOf(Service service, Listener.ServicePort named) {
        return named.port()
                .map(port -> namedPort(service, port))
                .orElseGet(() -> unnamedPorts(service, Choice.ServiceNamed));
    }

    private boolean selectsWorkload(Service service) {
        Map<String, String> selector = service.getSpec().getSelector();
        return RunningPod.selects(selector, template)
                || running.stream().anyMatch(pod -> pod.selectedBy(selector));
    }

    private static Stream<ServicePort> tcpPorts(Service service) {
        return service.getSpec().getPorts().stream()
                .filter(port -> Ports.isTcp(port.getProtocol()));
    }

    private Stream<Route> namedPort(Service service, IntOrString name) {
        return tcpPorts(service)
                .filter(
                        port ->
                                name.getIntVal() != null
                                        ? name.getIntVal().equals(port.getPort())
                                        : name.getStrVal().equals(port.getName()))
                .map(port -> route(service, port, Choice.PortNamed));
    }

    /**
     * Ports that nobody named could be there for something else: another container's, and those
     * kept for metrics, are.
     */
    private Stream<Route> unnamedPorts(Service service, Choice choice) {
        return tcpPorts(service)
                .filter(port -> !Ports.isForMetrics(Objects.requireNonNullElse(port.getName(), "")))
                .map(port -> route(service, port, choice))
                .filter(route -> route.targets().stream().noneMatch(this::isAnotherContainers));
    }

    private boolean isAnotherContainers(Target target) {
        return target.port().isPresent()
                && Ports.belongsToAnother(target.port().getAsInt(), container, target.pod().spec());
    }

    private Route route(Service service, ServicePort port, Choice choice) {
        List<Target> targets =
                running.stream()
                        .filter(pod -> pod.selectedBy(service.getSpec().getSelector()))
                        .map(pod -> new Target(pod, Ports.resolve(Route.target(port), pod.spec())))
                        .toList();
        return new Route(service, port, choice, targets);
    }
}
