package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/** One run of the loop: the resource as it was when it began, and where to look. */
record Pass(ConnectivityPolicy resource, Context<ConnectivityPolicy> context, Caches caches) {

    String uid() {
        return resource.getMetadata().getUid();
    }

    String namespace() {
        return resource.getMetadata().getNamespace();
    }

    /** Whether its spec was not looked at before. */
    boolean policyIsNew() {
        return !status().map(ConnectivityPolicyStatus::observedGeneration)
                .equals(Optional.of(resource.getMetadata().getGeneration()));
    }

    /**
     * Whether something was done that the status no longer tells of, as while a spec could not be
     * read.
     */
    boolean mayHaveForgotten() {
        return policyIsNew() && Finalizers.has(resource);
    }

    /**
     * Whether the policy was changed, or marked for deletion, since it began. The framework passes
     * on no event of what a write of its own was made on top of, so nobody else tells of it.
     */
    boolean isOvertaken() {
        return caches.hasChangedSince(resource);
    }

    /** As the last pass left it. */
    Optional<ConnectivityPolicyStatus> status() {
        return Optional.ofNullable(resource.getStatus());
    }
}
