package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import java.util.List;
import java.util.Optional;

/** A Service sends traffic to a port that refuses, while the claimed one accepts. */
final class TrafficMissesListener implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        return scene.repairs().certain().stream()
                .filter(route -> !route.leadsNowhere())
                .map(route -> finding(route, scene))
                .toList();
    }

    private static Finding finding(Route route, Scene scene) {
        int port = scene.listener().port();
        String message =
                "Service %s sends traffic for %s to %s, but %s. Set targetPort to %d."
                        .formatted(
                                route.serviceName(),
                                route.portLabel(),
                                route.targetLabel(),
                                scene.ratherThan(route.targetLabel()),
                                port);
        return new Finding(
                Reason.PortMismatch,
                new Subject(Kind.Service, route.serviceName()),
                route.targetPath().toString(),
                route.written(),
                Integer.toString(port),
                message,
                Optional.of(new Fix(route.targetPath(), port, true)));
    }
}
