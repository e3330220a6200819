package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The way of a request into a workload, as far as it was seen.
 *
 * @param steps in the order in which a request takes them
 */
public record Walk(List<Step> steps) {

    /** What a request passes. */
    public enum Stage {
        Gateway,
        Service,
        Endpoints,
        Pod,
        Port
    }

    /** What became of it there. */
    public enum State {
        Well,
        Fails,
        /** What was seen does not tell. */
        Unknown,
        /** There is nothing of this kind, and there need not be. */
        Absent
    }

    /**
     * One thing on the way.
     *
     * @param subject {@code Kind/name}, or of several what they are
     * @param seen a clause or two
     */
    public record Step(Stage stage, String subject, State state, String seen) {}

    /**
     * Where it fails for this reason: the step that it is about, though steps before it may fail
     * because of it.
     */
    public Optional<Step> failing(Reason reason) {
        return steps.stream()
                .filter(Walk::fails)
                .filter(step -> stage(reason).filter(step.stage()::equals).isPresent())
                .findFirst()
                .or(() -> steps.stream().filter(Walk::fails).findFirst());
    }

    private static boolean fails(Step step) {
        return step.state() == State.Fails;
    }

    private static Optional<Stage> stage(Reason reason) {
        return switch (reason) {
            case ServiceNotFound, SelectorMismatch, TargetPortUnresolvable ->
                    Optional.of(Stage.Service);
            case NoReadyEndpoints -> Optional.of(Stage.Endpoints);
            case ProcessCrashing,
                    ProbeInconsistent,
                    HealthEndpointFailing,
                    HealthEndpointNotFound ->
                    Optional.of(Stage.Pod);
            case PortMismatch, PolicyPortRefused, ListenerNotStarted, ConnectionRefused ->
                    Optional.of(Stage.Port);
            default -> Optional.empty();
        };
    }
}
