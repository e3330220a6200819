package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.diagnose.Finding.Subject;
import java.util.List;
import java.util.Optional;

/**
 * What to do, in this order.
 *
 * @param rollout what the status must hold before {@code changes} are made; empty where no rollout of ours is remembered
 * @param releases objects of which we hold fields that the policy no longer wants: to be given up wholly before the changes, which
 *     take back what is still wanted
 * @param changes Services first, the pod template last; an undo stands alone
 * @param proposals changes to try by a dry run, so that none is proposed that the API server would refuse
 * @param rulings one for each finding, and one for each that was applied before and holds
 */
public record Plan(
        Optional<RolloutStatus> rollout,
        List<Subject> releases,
        List<Change> changes, List<Change> proposals, List<Ruling> rulings) {}
