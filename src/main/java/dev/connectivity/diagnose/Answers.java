package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the pods' ports did when they were asked, as far as it still counts. */
record Answers(
        Map<PodPort, Observation> connects,
        Map<PodPort, Observation> health,
        Instant now,
        Basis basis) {

    /**
     * Watched ports are asked every few seconds: one that was not for so long is not watched, and
     * what it did then proves nothing.
     */
    static final Duration FRESH = Duration.ofSeconds(30);

    static Answers of(Evidence evidence, Basis basis) {
        return new Answers(evidence.connects(), evidence.health(), evidence.now(), basis);
    }

    Answer on(RunningPod pod, int port) {
        if (basis == Basis.Connects && pod.meshed()) {
            return Answer.Masked;
        }
        return counting(connects, pod, port)
                .map(observation -> read(observation, pod, port))
                .orElse(Answer.NotAsked);
    }

    Consensus on(Collection<RunningPod> pods, int port) {
        return Consensus.of(pods.stream().map(pod -> on(pod, port)).toList());
    }

    /** The answers to the readiness path's request; a pod that was not asked yet has none. */
    List<Outcome> health(Collection<RunningPod> pods, int port) {
        return pods.stream()
                .flatMap(pod -> counting(health, pod, port).stream())
                .map(Observation::outcome)
                .toList();
    }

    private Optional<Observation> counting(
            Map<PodPort, Observation> seen, RunningPod pod, int port) {
        return Optional.ofNullable(seen.get(pod.port(port)))
                .filter(observation -> !observation.began().isBefore(pod.startedAt()))
                .filter(observation -> !observation.began().isBefore(now.minus(FRESH)));
    }

    private Answer read(Observation observation, RunningPod pod, int port) {
        return switch (observation.outcome()) {
            case Outcome.Answered() -> Answer.Accepts;
            case Outcome.Failed(Reason reason, String _) when reason == Reason.ConnectionRefused ->
                    basis == Basis.Connects && kubeletReaches(pod, port)
                            ? Answer.Disputed
                            : Answer.Refuses;
            case Outcome.Failed _ -> Answer.Silent;
        };
    }

    private static boolean kubeletReaches(RunningPod pod, int port) {
        return pod.containerReady()
                && ProbeKind.Readiness.in(pod.container())
                        .flatMap(probe -> ProbeTarget.of(probe, pod.container()))
                        .map(ProbeTarget::port)
                        .equals(Optional.of(OptionalInt.of(port)));
    }
}
