package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells a policy from one that was made anew under its name. The framework knows both by the name,
 * so the pass that it makes for a deletion may be handed the one that came after, and there may be
 * none at all.
 */
final class Namesakes {

    /** Of each policy that there is: bounded by those. */
    private final Map<ResourceID, String> uids = new ConcurrentHashMap<>();

    /** UID of the one that was looked at before under this name, where that was another. */
    Optional<String> predecessor(ConnectivityPolicy policy) {
        String uid = policy.getMetadata().getUid();
        return Optional.ofNullable(uids.put(ResourceID.fromResource(policy), uid))
                .filter(before -> !before.equals(uid));
    }

    void forget(ConnectivityPolicy policy) {
        uids.remove(ResourceID.fromResource(policy), policy.getMetadata().getUid());
    }
}
