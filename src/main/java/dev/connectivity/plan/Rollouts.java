package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.diagnose.Fix;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Optional;

/**
 * Our rollouts, from what the status remembers of the last one. Its {@code template} is the digest
 * of the workload that it was made on; of one that failed, followed by the digest of the values
 * that failed, which tells an undo that is still to be made from one that was made.
 */
record Rollouts(
        Situation situation, ManagedObject deployment, RolloutProgress progress, Aims aims) {

    private static final String SEPARATOR = "-";

    /** Where we stand. */
    Course course() {
        Optional<RolloutStatus> ours =
                situation.rollout().filter(it -> it.workload().equals(uid()));
        if (ours.isEmpty()) {
            return new Course.Open(Optional.empty());
        }
        return switch (ours.get().state()) {
            case Progressing -> progressing(ours.get());
            case Complete -> new Course.Open(ours);
            case Undone -> undone(ours.get());
        };
    }

    /** What to remember before the template is changed. */
    RolloutStatus begun() {
        String template = basis();
        // Written down before, but never made, or not ended yet: still the same rollout.
        return situation
                .rollout()
                .filter(
                        it ->
                                it.state() == RolloutState.Progressing
                                        && it.template().equals(template))
                .orElseGet(
                        () ->
                                status(
                                        RolloutState.Progressing,
                                        template,
                                        situation.now().toString()));
    }

    private Course progressing(RolloutStatus ours) {
        if (deployment.ours().below("spec", "template").isEmpty()) {
            // Written down, but never made, or released since.
            return new Course.Open(Optional.empty());
        }
        if (progress.isComplete()) {
            return new Course.Open(
                    Optional.of(status(RolloutState.Complete, ours.template(), ours.began())));
        }
        Optional<ReplicaSet> previous =
                progress.previous().filter(it -> progress.isPastDeadline() && isOurDoing(it));
        if (previous.isEmpty() || !situation.enforces()) {
            return new Course.Open(Optional.of(ours));
        }
        String failed = basis() + SEPARATOR + Template.held(deployment);
        return new Course.Undo(
                Optional.of(status(RolloutState.Undone, failed, ours.began())),
                undo(previous.get()));
    }

    private Course undone(RolloutStatus ours) {
        if (situation.policyIsNew() || !ours.template().startsWith(basis() + SEPARATOR)) {
            return new Course.Open(Optional.empty());
        }
        boolean pending =
                situation.enforces()
                        && ours.template().endsWith(SEPARATOR + Template.held(deployment));
        return progress.previous()
                .filter(it -> pending && isOurDoing(it))
                .<Course>map(it -> new Course.Undo(Optional.of(ours), undo(it)))
                .orElseGet(() -> new Course.Closed(Optional.of(ours)));
    }

    /** Whether what we hold is part of what the stuck rollout changed. */
    private boolean isOurDoing(ReplicaSet previous) {
        FieldTree before = Template.heldIn(deployment, FieldTree.of(previous));
        return progress.newest()
                .map(newest -> Template.heldIn(deployment, FieldTree.of(newest)))
                .filter(after -> !after.equals(before))
                .isPresent();
    }

    /**
     * Back to the values of a ReplicaSet; a field that it lacks is left out, so that the API server
     * removes it.
     */
    private Change undo(ReplicaSet previous) {
        FieldTree before = Template.heldIn(deployment, FieldTree.of(previous));
        FieldTree rest = deployment.ours().extract(deployment.live()).without(Template.PATH);
        FieldTree body =
                before.get(Template.PATH)
                        .map(template -> rest.with(Template.PATH, template))
                        .orElse(rest);
        List<Fix> fixes =
                deployment.ours().leaves().stream()
                        .filter(leaf -> Template.contains(deployment.subject(), leaf))
                        .flatMap(
                                leaf ->
                                        before
                                                .get(leaf)
                                                .map(value -> new Fix(leaf, value, true))
                                                .stream())
                        .filter(
                                fix ->
                                        !FieldTree.contains(
                                                deployment.live().get(fix.path()).orElse(null),
                                                fix.value()))
                        .toList();
        return deployment.change(fixes, body, false, true);
    }

    private RolloutStatus status(RolloutState state, String template, String began) {
        return new RolloutStatus(uid(), state, template, began);
    }

    private String basis() {
        return Template.basis(deployment, aims);
    }

    private String uid() {
        return deployment.metadata().getUid();
    }
}
