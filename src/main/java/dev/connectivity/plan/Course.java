package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import java.util.Optional;

/** What the last rollout of ours leaves to be done. */
sealed interface Course {

    /** To be remembered. */
    Optional<RolloutStatus> rollout();

    /** The template may be changed, as far as a rollout under way allows it. */
    record Open(Optional<RolloutStatus> rollout) implements Course {}

    /** It failed: its fields go back, and nothing else is done before that. */
    record Undo(Optional<RolloutStatus> rollout, Change change) implements Course {}

    /**
     * It failed and was undone: the template is left alone until policy or workload become other
     * ones.
     */
    record Closed(Optional<RolloutStatus> rollout) implements Course {}
}
