package dev.connectivity.judge.objective;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.policy.Objectives;
import dev.connectivity.policy.Objectives.Goal;
import java.util.List;

/**
 * One objective of a policy, over all that it is held against.
 *
 * @param missedBy dependencies whose budget is exhausted
 * @param undecided those whose window does not hold enough samples yet
 * @param never those of them whose window never will, so rarely are they asked
 */
public record Standing(
        Objective objective,
        ObjectiveState state,
        List<String> missedBy,
        List<String> undecided,
        List<String> never) {

    /**
     * @param readings of any goal
     */
    static Standing of(Goal goal, Objectives objectives, List<Held> all, List<Reading> readings) {
        List<Held> held =
                all.stream()
                        .filter(Held::required)
                        .filter(it -> it.isMeasuredBy(goal.objective()))
                        .toList();
        List<String> missed = in(ObjectiveState.Missed, goal, held, readings);
        List<String> undecided = in(ObjectiveState.InsufficientData, goal, held, readings);
        return new Standing(
                goal.objective(),
                state(missed, undecided, held),
                missed,
                undecided,
                held.stream()
                        .filter(it -> undecided.contains(it.dependency()))
                        .filter(it -> !it.canTell(goal, objectives))
                        .map(Held::dependency)
                        .toList());
    }

    private static ObjectiveState state(
            List<String> missed, List<String> undecided, List<Held> held) {
        if (!missed.isEmpty()) {
            return ObjectiveState.Missed;
        }
        return held.isEmpty() || !undecided.isEmpty()
                ? ObjectiveState.InsufficientData
                : ObjectiveState.Met;
    }

    private static List<String> in(
            ObjectiveState state, Goal goal, List<Held> held, List<Reading> readings) {
        return held.stream()
                .map(Held::dependency)
                .filter(
                        dependency ->
                                readings.stream()
                                        .anyMatch(
                                                it ->
                                                        it.dependency().equals(dependency)
                                                                && it.goal().equals(goal)
                                                                && it.state() == state))
                .toList();
    }
}
