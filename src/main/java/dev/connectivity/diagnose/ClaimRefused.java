package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The claimed port refuses everywhere: the claim is wrong where today's port accepts; else nothing
 * listens yet.
 */
final class ClaimRefused implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        if (scene.claim() != Consensus.Refuses) {
            return List.of();
        }
        return (scene.routes().isEmpty() ? withoutRoutes(scene) : alongRoutes(scene))
                .stream().toList();
    }

    private static Optional<Finding> alongRoutes(Scene scene) {
        Set<Consensus> today =
                scene.routes().stream()
                        .map(route -> route.consensus(scene.answers()))
                        .filter(consensus -> consensus != Consensus.NoPods)
                        .collect(Collectors.toSet());
        if (today.contains(Consensus.Incomplete)) {
            return Optional.empty();
        }
        String ports =
                scene.routes().stream()
                        .map(Route::targetLabel)
                        .distinct()
                        .collect(Collectors.joining(" and "));
        if (today.equals(Set.of(Consensus.Accepts))) {
            return Optional.of(claimWrong(scene, ports + ", where Services send traffic, accepts"));
        }
        if (today.equals(Set.of(Consensus.Refuses)) || today.isEmpty()) {
            return Optional.of(notStarted(scene));
        }
        return Optional.of(undetermined(scene));
    }

    private static Optional<Finding> withoutRoutes(Scene scene) {
        List<Integer> others = others(scene);
        Optional<Integer> open =
                others.stream().filter(port -> scene.on(port) == Consensus.Accepts).findFirst();
        if (open.isPresent()) {
            return Optional.of(
                    claimWrong(scene, open.get() + ", which the container names, accepts"));
        }
        return others.stream().anyMatch(port -> scene.on(port) == Consensus.Incomplete)
                ? Optional.empty()
                : Optional.of(notStarted(scene));
    }

    private static Finding claimWrong(Scene scene, String today) {
        int port = scene.listener().port();
        String message =
                "%d refuses and %s on %s: the policy claims a wrong port. Nothing is changed; correct spec.listener.port."
                        .formatted(port, today, scene.onPods());
        return new Finding(
                Reason.PolicyPortRefused,
                scene.policy(),
                "spec.listener.port",
                Integer.toString(port),
                "",
                message,
                Optional.empty());
    }

    private static Finding notStarted(Scene scene) {
        String open =
                others(scene).stream()
                        .filter(port -> scene.on(port) == Consensus.Accepts)
                        .map(
                                port ->
                                        "%d accepts: if the process listens there, correct spec.listener.port. "
                                                .formatted(port))
                        .collect(Collectors.joining());
        String message =
                "%s%s. %sThe container runs, but its process does not listen: read its log."
                        .formatted(scene.tally(scene.listener().port()), alsoRefused(scene), open);
        return new Finding(
                Reason.ListenerNotStarted,
                scene.workload(),
                "",
                scene.tally(scene.listener().port()),
                "",
                message,
                Optional.empty());
    }

    private static String alsoRefused(Scene scene) {
        String claimed = Integer.toString(scene.listener().port());
        String targets =
                scene.routes().stream()
                        .map(Route::targetLabel)
                        .filter(target -> !target.equals(claimed))
                        .distinct()
                        .collect(Collectors.joining(" and "));
        return targets.isEmpty()
                ? ""
                : ", and so does " + targets + ", where Services send traffic";
    }

    private static Finding undetermined(Scene scene) {
        String routes =
                scene.routes().stream()
                        .map(
                                route ->
                                        scene.tally(
                                                route.targetLabel(),
                                                route.consensus(scene.answers())))
                        .distinct()
                        .collect(Collectors.joining(", "));
        String message =
                "%s, and where Services send traffic: %s. Nothing is changed; name the Service port that is meant in spec.listener.services."
                        .formatted(scene.tally(scene.listener().port()), routes);
        return new Finding(
                Reason.Undetermined, scene.workload(), "", routes, "", message, Optional.empty());
    }

    private static List<Integer> others(Scene scene) {
        return scene.pods().running().stream()
                .flatMap(pod -> Candidates.of(pod.container()).stream())
                .filter(port -> port != scene.listener().port())
                .distinct()
                .toList();
    }
}
