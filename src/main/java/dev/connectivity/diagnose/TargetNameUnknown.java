package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import java.util.List;
import java.util.Optional;

/** A Service's target port is a name that no container port of its pods has. */
final class TargetNameUnknown implements Check {

    static final String BY_HAND = "Correct targetPort, or name the container port.";

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        Repairs repairs = scene.repairs();
        return scene.routes().stream()
                .filter(Route::leadsNowhere)
                .map(route -> finding(route, scene, repairs.certain().contains(route)))
                .toList();
    }

    private static Finding finding(Route route, Scene scene, boolean mend) {
        int port = scene.listener().port();
        return mend
                ? finding(
                        route,
                        "%s: set targetPort to %d.".formatted(scene.tally(port), port),
                        Optional.of(new Fix(route.targetPath(), port, true)))
                : finding(route, BY_HAND, Optional.empty());
    }

    static Finding finding(Route route, String how, Optional<Fix> fix) {
        String message =
                "Service %s sends traffic for %s to a container port named %s, and no container has one. %s"
                        .formatted(route.serviceName(), route.portLabel(), route.written(), how);
        return new Finding(
                Reason.TargetPortUnresolvable,
                new Subject(Kind.Service, route.serviceName()),
                route.targetPath().toString(),
                route.written(),
                fix.map(Fix::value).map(Object::toString).orElse(""),
                message,
                fix);
    }
}
