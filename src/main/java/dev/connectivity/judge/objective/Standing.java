package dev.connectivity.judge.objective;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import java.util.List;

/**
 * One objective of a policy, over all that it is held against.
 *
 * @param missedBy dependencies whose budget is exhausted
 * @param undecided those whose window does not hold enough samples yet
 */
public record Standing(
        Objective objective, ObjectiveState state, List<String> missedBy, List<String> undecided) {}
