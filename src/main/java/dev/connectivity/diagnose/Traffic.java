package dev.connectivity.diagnose;

import dev.connectivity.diagnose.Diagnosis.Reach;
import java.util.List;
import java.util.Optional;

/**
 * How traffic gets to one workload, for whoever draws it.
 *
 * @param ways the Services' ports that should lead to the listener
 * @param port where the policy says that the process listens
 * @param listens whether it does, on every running pod
 * @param words what that port does, as the rest of a sentence that begins with it
 * @param ready pods that Services send traffic to
 * @param pods all that there are, those that are going aside
 */
public record Traffic(List<Way> ways, int port, Reach listens, String words, int ready, int pods) {

    /**
     * A port of a Service.
     *
     * @param port as people name it
     * @param target where it leads, as a number, or as written where that is nowhere
     * @param reach whether something answers where it leads, on every pod that it selects
     * @param words what the target does, as the rest of a sentence that begins with it
     */
    public record Way(String service, String port, String target, Reach reach, String words) {}

    /** Empty where the policy declares no listener, or its container is not there. */
    public static Optional<Traffic> of(Evidence evidence) {
        return evidence.policy()
                .listener()
                .flatMap(
                        listener ->
                                Templated.containerOf(evidence.policy(), evidence.deployment())
                                        .map(it -> of(Scene.of(evidence, listener, it))));
    }

    private static Traffic of(Scene scene) {
        return new Traffic(
                scene.routes().stream().map(route -> way(route, scene)).toList(),
                scene.listener().port(),
                reach(scene.claim()),
                scene.claim().words(),
                (int) scene.pods().running().stream().filter(RunningPod::ready).count(),
                scene.pods().count());
    }

    private static Way way(Route route, Scene scene) {
        Consensus consensus = route.consensus(scene.answers());
        return new Way(
                route.serviceName(),
                route.portLabel(),
                route.targetLabel(),
                reach(consensus),
                consensus.words());
    }

    private static Reach reach(Consensus consensus) {
        return switch (consensus) {
            case Accepts -> Reach.Yes;
            case Refuses, Split, NoPods -> Reach.No;
            case Disputed, Silent, Masked, Incomplete -> Reach.Unknown;
        };
    }
}
