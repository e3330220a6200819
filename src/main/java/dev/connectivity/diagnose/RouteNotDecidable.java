package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Route.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process listens where the policy says, but what should become of a Service's port is for the
 * user to say.
 */
final class RouteNotDecidable implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        if (!scene.proven()) {
            return List.of();
        }
        Map<String, List<Route>> unclear =
                scene.repairs().unclear().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Route::serviceName,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return Stream.concat(
                        unclear.values().stream().map(routes -> unclear(routes, scene)),
                        scene.routes().stream().flatMap(route -> undecided(route, scene).stream()))
                .toList();
    }

    private static Finding unclear(List<Route> routes, Scene scene) {
        String service = routes.getFirst().serviceName();
        String led =
                routes.stream()
                        .map(route -> route.portLabel() + " to " + route.targetLabel())
                        .collect(Collectors.joining(", "));
        String message =
                "Service %s sends traffic for %s, which %s. It is not clear which should lead to %d, so nothing is changed; name Service and port in spec.listener.services."
                        .formatted(service, led, scene.refuses(), scene.listener().port());
        return undetermined(service, "spec.ports", led, message, Optional.empty());
    }

    private static Optional<Finding> undecided(Route route, Scene scene) {
        if (route.leadsTo(scene.listener().port())) {
            return Optional.empty();
        }
        return switch (route.consensus(scene.answers())) {
            case Accepts ->
                    route.choice() == Choice.PortNamed
                            ? Optional.of(leadsElsewhere(route, scene))
                            : Optional.empty();
            case Split, Disputed, Silent -> Optional.of(doubtful(route, scene));
            case Refuses, Masked, Incomplete, NoPods -> Optional.empty();
        };
    }

    /**
     * Traffic is served today, though not by the listener: the change is known, and whether it is
     * wanted is not.
     */
    private static Finding leadsElsewhere(Route route, Scene scene) {
        int port = scene.listener().port();
        String message =
                "The policy says that %s of Service %s leads to %d, but it leads to %s, which %s. Set targetPort to %d, or take the port out of spec.listener.services."
                        .formatted(
                                route.portLabel(),
                                route.serviceName(),
                                port,
                                route.targetLabel(),
                                scene.basis() == Basis.Connects
                                        ? "accepts too"
                                        : "the pods declare too",
                                port);
        return undetermined(
                route.serviceName(),
                route.targetPath().toString(),
                route.written(),
                message,
                Optional.of(new Fix(route.targetPath(), port, false)));
    }

    private static Finding doubtful(Route route, Scene scene) {
        String seen = scene.tally(route.targetLabel(), route.consensus(scene.answers()));
        String message =
                "Service %s sends traffic for %s to %s: %s. Nothing is changed until every running pod refuses there."
                        .formatted(
                                route.serviceName(), route.portLabel(), route.targetLabel(), seen);
        return undetermined(
                route.serviceName(),
                route.targetPath().toString(),
                seen,
                message,
                Optional.empty());
    }

    private static Finding undetermined(
            String service, String field, String observed, String message, Optional<Fix> fix) {
        String expected = fix.map(Fix::value).map(Object::toString).orElse("");
        return new Finding(
                Reason.Undetermined,
                new Subject(Kind.Service, service),
                field,
                observed,
                expected,
                message,
                fix);
    }
}
