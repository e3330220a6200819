package dev.connectivity.judge.objective;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Restored;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Objectives;
import dev.connectivity.policy.Objectives.Goal;
import dev.connectivity.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that objectives are held against.
 *
 * @param required whether it counts for the policy's objectives, or is only measured
 * @param timed whether its answers are
 * @param interval from one sample to the next
 */
public record Held(String dependency, boolean required, boolean timed, Duration interval) {

    /**
     * Of a policy without goals: nothing.
     *
     * @param listener how often it is known whether the workload answers
     */
    public static List<Held> of(Policy policy, Duration listener) {
        List<Held> held = new ArrayList<>();
        if (policy.objectives().goals().isEmpty()) {
            return held;
        }
        policy.listener()
                .ifPresent(
                        it ->
                                held.add(
                                        new Held(
                                                Outages.WORKLOAD,
                                                true,
                                                it.protocol() == Protocol.HTTP
                                                        && hasReadinessPath(policy),
                                                listener)));
        policy.database()
                .ifPresent(
                        it ->
                                held.add(
                                        new Held(
                                                Restored.DATABASE,
                                                true,
                                                true,
                                                it.pacing().interval())));
        policy.upstreams()
                .forEach(
                        it ->
                                held.add(
                                        new Held(
                                                Restored.upstream(it.name()),
                                                it.required(),
                                                true,
                                                it.pacing().interval())));
        return List.copyOf(held);
    }

    /** Whether the workload is asked by requests, which are timed, and not by connects alone. */
    public static boolean hasReadinessPath(Policy policy) {
        return policy.listener().filter(it -> it.protocol() == Protocol.HTTP).isPresent()
                && policy.health()
                        .flatMap(Health::readiness)
                        .flatMap(Health.Check::path)
                        .isPresent();
    }

    boolean isMeasuredBy(Objective objective) {
        return timed || objective != Objective.Latency;
    }

    /** Whether a full window holds enough samples to tell. */
    boolean canTell(Goal goal, Objectives objectives) {
        return objectives.window().dividedBy(interval) >= goal.samplesToTell();
    }
}
