package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A Service by its manifest, whether or not a policy names it. */
final class MisledService {

    private MisledService() {}

    static Stream<Finding> of(Service service, List<Deployment> deployments) {
        Map<String, String> selector = service.getSpec().getSelector();
        List<Deployment> selected =
                deployments.stream()
                        .filter(it -> RunningPod.selects(selector, template(it)))
                        .toList();
        if (!selected.isEmpty()) {
            return service.getSpec().getPorts().stream()
                    .filter(port -> Ports.isTcp(port.getProtocol()))
                    .filter(port -> leadsNowhere(Route.target(port), selected))
                    .map(port -> unresolvable(service, port));
        }
        return selector.isEmpty()
                ? Stream.empty()
                : deployments.stream()
                        .filter(it -> name(it.getMetadata()).equals(name(service.getMetadata())))
                        .map(it -> SelectorMisses.finding(service, template(it)));
    }

    private static boolean leadsNowhere(IntOrString target, List<Deployment> selected) {
        return selected.stream()
                .map(it -> it.getSpec().getTemplate().getSpec())
                .allMatch(pod -> Ports.resolve(target, pod).isEmpty());
    }

    private static Finding unresolvable(Service service, ServicePort port) {
        Route route = new Route(service, port, Route.Choice.Selecting, List.of());
        return TargetNameUnknown.finding(route, TargetNameUnknown.BY_HAND, Optional.empty());
    }

    private static ObjectMeta template(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata();
    }

    private static String name(ObjectMeta metadata) {
        return Objects.requireNonNullElse(metadata.getName(), "");
    }
}
