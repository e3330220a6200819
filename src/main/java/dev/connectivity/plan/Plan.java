package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.diagnose.Finding.Subject;
import java.util.List;
import java.util.Optional;

/**
 * What to do, in this order.
 *
 * @param rollout what the status must hold before {@code changes} are made; empty where no rollout
 *     of ours is remembered. The rulings go with it: a status of this generation without them would
 *     count a policy's edit as already considered
 * @param releases objects of which we give up all fields before {@code changes} are made, since the
 *     policy no longer wants some of them; values stay, and what is still wanted is among the
 *     changes again
 * @param changes Services first, the pod template last; an undo stands alone
 * @param proposals changes to try by a dry run, so that none is proposed that the API server would
 *     refuse
 * @param held objects of which we hold fields, or will once the changes are made: what deleting the
 *     policy must release
 * @param rulings one for each finding, and one for each that was applied before and holds
 */
public record Plan(
        Optional<RolloutStatus> rollout,
        List<Subject> releases,
        List<Change> changes,
        List<Change> proposals,
        List<Subject> held,
        List<Ruling> rulings) {}
