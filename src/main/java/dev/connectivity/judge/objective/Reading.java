package dev.connectivity.judge.objective;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.policy.Objectives;
import dev.connectivity.policy.Objectives.Goal;
import java.util.Map;

/**
 * How one dependency stands against one goal.
 *
 * @param dependency as in a status: {@code workload}, {@code database}, {@code upstream/} and a
 *     name
 * @param samples within the window
 * @param bad those of them that failed, or were slow
 * @param burn how many times faster than the window allows its budget is being used up; without
 *     samples absent
 */
public record Reading(
        String dependency,
        Goal goal,
        long samples,
        long bad,
        ObjectiveState state,
        Map<Span, Double> burn) {

    /** A budget that was exhausted holds again when this much of it is left, in tenths. */
    private static final int TENTHS_LEFT = 1;

    /**
     * Part of the error budget that is left: 1 untouched, 0 exhausted, negative beyond that.
     * Without samples nothing was used.
     */
    public double remaining() {
        return samples == 0 ? 1 : 1 - rate(bad, samples, goal);
    }

    /** The bad ones' part, as a multiple of what is allowed. */
    static double rate(long bad, long samples, Goal goal) {
        return (double) bad * Objectives.WHOLE / ((double) samples * goal.allowed());
    }

    /**
     * Exact, by whole numbers. What is missed must get a tenth of its budget back before it is met:
     * one that hovers about its end does not come and go.
     */
    static ObjectiveState judge(long bad, long samples, Goal goal, ObjectiveState before) {
        if (samples < goal.samplesToTell()) {
            return ObjectiveState.InsufficientData;
        }
        long used = bad * Objectives.WHOLE;
        long allowed = samples * goal.allowed();
        boolean exhausted =
                before == ObjectiveState.Missed
                        ? used * 10 > allowed * (10 - TENTHS_LEFT)
                        : used > allowed;
        return exhausted ? ObjectiveState.Missed : ObjectiveState.Met;
    }
}
