package dev.connectivity.diagnose;

import dev.connectivity.diagnose.Walk.Stage;
import dev.connectivity.diagnose.Walk.State;
import dev.connectivity.diagnose.Walk.Step;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the ports do that traffic is sent to, or, where no Service sends any, the claimed one. */
final class PortSteps {

    private PortSteps() {}

    static List<Step> of(Scene scene, List<Route> routes) {
        SortedSet<Integer> targets =
                routes.stream()
                        .flatMap(route -> route.targets().stream())
                        .flatMapToInt(target -> target.port().stream())
                        .boxed()
                        .collect(Collectors.toCollection(TreeSet::new));
        if (targets.isEmpty()) {
            targets.add(scene.listener().port());
        }
        return targets.stream().map(port -> step(port, targets, scene)).toList();
    }

    private static Step step(int port, SortedSet<Integer> targets, Scene scene) {
        Consensus consensus = scene.on(port);
        Optional<String> instead =
                consensus == Consensus.Accepts
                        ? Optional.empty()
                        : accepting(targets, scene)
                                .map(open -> "; " + open + " on " + scene.onPods());
        return new Step(
                Stage.Port,
                Integer.toString(port),
                state(consensus),
                scene.tally(port) + instead.orElse(""));
    }

    private static State state(Consensus consensus) {
        return switch (consensus) {
            case Accepts -> State.Well;
            case Refuses -> State.Fails;
            case Split, Disputed, Silent, Masked, Incomplete, NoPods -> State.Unknown;
        };
    }

    /** What does listen, though no traffic is sent there. */
    private static Optional<String> accepting(SortedSet<Integer> targets, Scene scene) {
        String open =
                Stream.concat(
                                Stream.of(scene.listener().port()),
                                scene.evidence().connects().keySet().stream().map(PodPort::port))
                        .distinct()
                        .filter(port -> !targets.contains(port))
                        .filter(port -> scene.on(port) == Consensus.Accepts)
                        .map(port -> Integer.toString(port))
                        .collect(Collectors.joining(" and "));
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(open + (open.contains(" ") ? " accept" : " accepts"));
    }
}
