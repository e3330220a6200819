package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the pod template may be changed now, and what became of the last time that we did. */
record RolloutGate(Situation situation, Holding workload, Rollouts rollouts, Optional<RolloutStatus> last) {

    static RolloutGate of(Situation situation, Holding workload) {
        return new RolloutGate(
                situation,
                workload,
                new Rollouts(situation.deployment(), situation.replicaSets(), situation.pods()),
                // A workload made anew has no past.
                situation.rollout().filter(rollout -> rollout.workload().equals(workload.uid())));
    }

    /** What is to be done with fixes of the pod template that may be made. */
    Decision decide(List<Fix> fixes) {
        if (wasUndone() && last.orElseThrow().template().equals(TemplateDigest.of(workload, fixes))) {
            return Decision.Failed;
        }
        boolean ours = last.filter(rollout -> rollout.state() == RolloutState.Progressing).isPresent();
        boolean free = ours || situation.rules().rolloutSlotFree();
        return rollouts.makesProgress() || !free ? Decision.Wait : Decision.Apply;
    }

    /** What the status must say before the fixes are made. */
    RolloutStatus begin(List<Fix> fixes) {
        String digest = TemplateDigest.of(workload, fixes);
        return last.filter(rollout -> rollout.state() == RolloutState.Progressing)
                .filter(rollout -> rollout.template().equals(digest))
                .orElseGet(() -> new RolloutStatus(
                        workload.uid(),
                        RolloutState.Progressing,
                        digest,
                        situation.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** The last rollout of ours as it stands without a new change. */
    Optional<RolloutStatus> carry() {
        return last.map(rollout -> rollout.state() == RolloutState.Progressing && rollouts.isComplete()
                ? as(rollout, RolloutState.Complete)
                : rollout);
    }

    /** Our fields as they were before, where our rollout failed, or where an undo was announced and not made. */
    Optional<Change> undo() {
        boolean failed = last.filter(rollout -> rollout.state() == RolloutState.Progressing)
                .filter(rollout -> rollouts.isFailedSince(Instant.parse(rollout.began())))
                .isPresent();
        boolean interrupted = wasUndone() && rollouts.isFailedSince(Instant.parse(last.orElseThrow().began()));
        return failed || interrupted ? backToFormer() : Optional.empty();
    }

    RolloutStatus undone() {
        return as(last.orElseThrow(), RolloutState.Undone);
    }

    private boolean wasUndone() {
        return last.filter(rollout -> rollout.state() == RolloutState.Undone).isPresent()
                && situation.policy().generation() <= situation.observedGeneration();
    }

    private Optional<Change> backToFormer() {
        List<ReplicaSet> revisions = rollouts.revisions();
        List<FieldPath> ours = workload.managed().ours();
        if (revisions.size() < 2) {
            return Optional.empty();
        }
        Map<String, Object> newest = Holding.values(ours, tree(revisions.get(0)));
        Map<String, Object> former = Holding.values(ours, tree(revisions.get(1)));
        return newest.equals(former) ? Optional.empty() : Optional.of(change(former));
    }

    private Change change(Map<String, Object> fields) {
        return new Change(
                workload.subject(),
                workload.apiVersion(),
                workload.uid(),
                workload.resourceVersion(),
                List.of(),
                fields,
                true,
                true);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(ReplicaSet replicaSet) {
        return Serialization.unmarshal(Serialization.asJson(replicaSet), Map.class);
    }

    private static RolloutStatus as(RolloutStatus rollout, RolloutState state) {
        return new RolloutStatus(rollout.workload(), state, rollout.template(), rollout.began());
    }
}
