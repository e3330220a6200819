package dev.connectivity.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Optional;

/** Who made what. */
final class Owners {

    private Owners() {}

    /** By UID: an owner deleted and made again under its name owns none of the former one's. */
    static boolean owns(HasMetadata owner, HasMetadata owned) {
        return references(owned).stream()
                .anyMatch(reference -> reference.getUid().equals(owner.getMetadata().getUid()));
    }

    static Optional<String> deploymentOf(ReplicaSet replicaSet) {
        return owner(replicaSet, "Deployment");
    }

    /**
     * By the name alone: a Deployment's ReplicaSet is called after it, with the template's hash
     * behind a dash.
     */
    static Optional<String> deploymentOf(Pod pod) {
        return owner(pod, "ReplicaSet")
                .filter(name -> name.lastIndexOf('-') > 0)
                .map(name -> name.substring(0, name.lastIndexOf('-')));
    }

    private static Optional<String> owner(HasMetadata owned, String kind) {
        return references(owned).stream()
                .filter(reference -> reference.getKind().equals(kind))
                .map(OwnerReference::getName)
                .findFirst();
    }

    private static List<OwnerReference> references(HasMetadata owned) {
        return Optional.ofNullable(owned.getMetadata().getOwnerReferences()).orElse(List.of());
    }
}
