package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a plan is made from.
 *
 * @param resource the policy as it stands in the cluster
 * @param services all of the namespace, with {@code managedFields}
 * @param deployment with {@code managedFields}
 * @param replicaSets the deployment's own
 * @param pods the deployment's own, terminating ones left out
 * @param observedGeneration the policy generation that the status speaks of; 0 without a status
 * @param before findings as the status has them: what was applied, and how often it came back
 * @param rollout as the status has it
 */
public record Situation(
        Policy policy,
        ConnectivityPolicy resource,
        List<Finding> findings,
        Deployment deployment,
        List<ReplicaSet> replicaSets,
        List<Pod> pods,
        List<Service> services,
        long observedGeneration,
        List<FindingStatus> before,
        Optional<RolloutStatus> rollout,
        Rules rules,
        Instant now) {

    /** Whether changes may be made at all. */
    boolean enforces() {
        return rules.enforce() && policy.mode() == Mode.Enforce && !policy.suspended();
    }

    /**
     * Whether the policy's text is newer than what the status speaks of: what was given up may be
     * tried again.
     */
    boolean policyIsNew() {
        return policy.generation() > observedGeneration;
    }

    /**
     * What an administrator allows.
     *
     * @param enforce false turns every policy to Observe
     * @param oneShotManagers field managers whose {@code Update} entries {@code Auto} may take
     *     from; a trailing {@code *} matches any rest
     * @param reconcilerMarks of objects that {@code Auto} takes nothing of
     * @param rolloutSlotFree whether one more rollout of ours may begin in the cluster now
     */
    public record Rules(
            boolean enforce,
            Set<String> oneShotManagers,
            Marks reconcilerMarks,
            boolean rolloutSlotFree) {}
}
