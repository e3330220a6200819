package dev.connectivity.diagnose;

import dev.connectivity.diagnose.Route.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Routes on which nothing listens, while the claimed port is proven.
 *
 * @param certain can only be meant to lead to the listener
 * @param unclear could be meant for something else, so that the user must say: several ports of one
 *     Service fail, one of its other ports leads to the listener, or Services that nobody named
 *     lead to different ports
 */
record Repairs(List<Route> certain, List<Route> unclear) {

    static Repairs of(Scene scene) {
        Repairs repairs = new Repairs(new ArrayList<>(), new ArrayList<>());
        if (scene.proven()) {
            repairs.sort(scene);
        }
        return repairs;
    }

    private void sort(Scene scene) {
        scene.routes().stream()
                .filter(route -> route.choice() == Choice.PortNamed && isBroken(route, scene))
                .forEach(certain::add);
        List<Route> guesses =
                scene.routes().stream()
                        .filter(route -> route.choice() != Choice.PortNamed)
                        .toList();
        if (guesses.stream().anyMatch(route -> wasNotAsked(route, scene))) {
            // Which of them is meant follows from all of them.
            return;
        }
        Map<String, List<Route>> guessed =
                guesses.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Route::serviceName,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Route> alone = new ArrayList<>();
        for (List<Route> ports : guessed.values()) {
            List<Route> broken = ports.stream().filter(route -> isBroken(route, scene)).toList();
            boolean led = ports.stream().anyMatch(route -> route.leadsTo(scene.listener().port()));
            if (led && scene.basis() == Basis.Policy) {
                // The policy says nothing of its other ports, and nobody was refused there.
                continue;
            }
            (broken.size() > 1 || led ? unclear : alone).addAll(broken);
        }
        (leadApart(alone) ? unclear : certain).addAll(alone);
    }

    private static boolean wasNotAsked(Route route, Scene scene) {
        return route.consensus(scene.answers()) == Consensus.Incomplete;
    }

    private static boolean isBroken(Route route, Scene scene) {
        return route.consensus(scene.answers()) == Consensus.Refuses;
    }

    /**
     * The port that the process left is one port: Services that lead to different ones cannot all
     * have followed it.
     */
    private static boolean leadApart(List<Route> routes) {
        return routes.stream()
                        .filter(route -> route.choice() == Choice.Selecting)
                        .map(Route::targetLabel)
                        .distinct()
                        .count()
                > 1;
    }
}
