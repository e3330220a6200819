package dev.connectivity.diagnose;

import java.util.List;
import java.util.Optional;

/**
 * A port of a Service that leads into the workload.
 *
 * @param label as people name the port
 * @param name of the port; empty where it has none
 * @param target where it leads, as numbers or as written
 * @param hits whether it leads to the claimed port on every running pod
 * @param misses whether what it leads to refuses on every running pod
 */
public record Way(
        String service,
        int port,
        String label,
        Optional<String> name,
        String target,
        boolean hits,
        boolean misses) {

    /** Of every Service that selects the pods; ports kept for metrics are left out. */
    public static List<Way> of(Evidence evidence) {
        return Diagnoser.scene(evidence).map(Way::in).orElse(List.of());
    }

    private static List<Way> in(Scene scene) {
        return scene.allRoutes().stream()
                .filter(
                        route ->
                                route.port().getName() == null
                                        || !Ports.isForMetrics(route.port().getName()))
                .map(
                        route ->
                                new Way(
                                        route.serviceName(),
                                        route.port().getPort(),
                                        route.portLabel(),
                                        Optional.ofNullable(route.port().getName()),
                                        route.targetLabel(),
                                        route.leadsTo(scene.listener().port()),
                                        route.consensus(scene.answers()) == Consensus.Refuses))
                .toList();
    }
}
