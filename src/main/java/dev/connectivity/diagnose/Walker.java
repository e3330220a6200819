package dev.connectivity.diagnose;

import dev.connectivity.diagnose.Walk.Stage;
import dev.connectivity.diagnose.Walk.State;
import dev.connectivity.diagnose.Walk.Step;
import dev.connectivity.policy.Listener;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes the way that a request takes: gateway, Service, EndpointSlice, pod, port. */
public final class Walker {

    private final Scene scene;
    private final List<Route> routes;
    private final List<String> services;

    private Walker(Scene scene) {
        this.scene = scene;
        // Where nothing that the policy names leads to the pods, what else does is worth seeing.
        this.routes = scene.routes().isEmpty() ? scene.allRoutes() : scene.routes();
        this.services =
                Stream.concat(
                                scene.listener().services().stream()
                                        .map(Listener.ServicePort::name),
                                routes.stream().map(Route::serviceName))
                        .distinct()
                        .toList();
    }

    /**
     * Walks it.
     *
     * @param entrances those of the namespace
     * @return empty where the policy declares no listener, or a container that is not there
     */
    public static Optional<Walk> walk(Evidence evidence, List<Entrance> entrances) {
        return Diagnoser.scene(evidence).map(scene -> new Walker(scene).walk(entrances));
    }

    private Walk walk(List<Entrance> entrances) {
        List<Step> steps = new ArrayList<>(gateways(entrances));
        steps.addAll(services());
        services.forEach(service -> SliceStep.of(service, scene).ifPresent(steps::add));
        steps.add(PodStep.of(scene));
        steps.addAll(PortSteps.of(scene, routes));
        return new Walk(List.copyOf(steps));
    }

    private List<Step> gateways(List<Entrance> entrances) {
        List<Step> seen =
                entrances.stream()
                        .filter(entrance -> services.contains(entrance.service()))
                        .map(this::gateway)
                        .toList();
        return seen.isEmpty()
                ? List.of(
                        new Step(
                                Stage.Gateway,
                                "",
                                State.Absent,
                                "no Ingress or HTTPRoute of the namespace names its Service;"
                                        + " gateways of other kinds are not looked for"))
                : seen;
    }

    private Step gateway(Entrance entrance) {
        String leads =
                entrance.rule()
                        + " leads to Service/"
                        + entrance.service()
                        + entrance.port().map(port -> ", port " + Ports.text(port)).orElse("");
        if (entrance.complaint().isPresent()) {
            return new Step(
                    Stage.Gateway,
                    entrance.gateway(),
                    State.Fails,
                    leads + "; its status says " + entrance.complaint().get());
        }
        return service(entrance.service())
                .filter(service -> lacks(service, entrance.port()))
                .map(
                        service ->
                                new Step(
                                        Stage.Gateway,
                                        entrance.gateway(),
                                        State.Fails,
                                        leads + ", which has " + ports(service)))
                .orElseGet(() -> new Step(Stage.Gateway, entrance.gateway(), State.Well, leads));
    }

    private Optional<Service> service(String name) {
        return scene.evidence().services().stream()
                .filter(service -> name.equals(service.getMetadata().getName()))
                .findFirst();
    }

    private static boolean lacks(Service service, Optional<IntOrString> port) {
        return port.isPresent()
                && service.getSpec().getPorts().stream()
                        .noneMatch(
                                it ->
                                        Ports.text(port.get()).equals(it.getName())
                                                || it.getPort().equals(port.get().getIntVal()));
    }

    private static String ports(Service service) {
        return service.getSpec().getPorts().stream()
                .map(Walker::label)
                .collect(Collectors.joining(", "));
    }

    private static String label(ServicePort port) {
        return port.getName() == null
                ? "port " + port.getPort()
                : "port " + port.getName() + " (" + port.getPort() + ")";
    }

    private List<Step> services() {
        if (services.isEmpty()) {
            return List.of(
                    new Step(
                            Stage.Service,
                            "",
                            State.Absent,
                            "no Service of the namespace selects the pods' labels: " + labels()));
        }
        return services.stream().flatMap(this::stepsOf).toList();
    }

    private Stream<Step> stepsOf(String name) {
        List<Step> leading =
                routes.stream()
                        .filter(route -> route.serviceName().equals(name))
                        .map(Walker::step)
                        .toList();
        if (!leading.isEmpty()) {
            return leading.stream();
        }
        String missing =
                service(name)
                        .map(
                                service ->
                                        "selects "
                                                + SelectorMisses.text(
                                                        Objects.requireNonNullElseGet(
                                                                service.getSpec().getSelector(),
                                                                Map::of))
                                                + ", or has no port that the policy names; the"
                                                + " pods are labelled "
                                                + labels())
                        .orElse("does not exist, and the policy names it");
        return Stream.of(new Step(Stage.Service, subject(name), State.Fails, missing));
    }

    private static Step step(Route route) {
        return route.leadsNowhere()
                ? new Step(
                        Stage.Service,
                        subject(route.serviceName()),
                        State.Fails,
                        route.portLabel()
                                + " leads to "
                                + route.written()
                                + ", the name of no container port")
                : new Step(
                        Stage.Service,
                        subject(route.serviceName()),
                        State.Well,
                        route.portLabel() + " leads to " + route.targetLabel());
    }

    private String labels() {
        return SelectorMisses.text(
                Objects.requireNonNullElseGet(
                        scene.evidence()
                                .deployment()
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels(),
                        Map::of));
    }

    private static String subject(String service) {
        return "Service/" + service;
    }
}
