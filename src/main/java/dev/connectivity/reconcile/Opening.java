package dev.connectivity.reconcile;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * What must be before the first pass: where to find the cluster's addresses, and what was counted.
 */
@ApplicationScoped
class Opening {

    private final PolicyInventory inventory;
    private final ClusterView clusterView;
    private final Snapshots snapshots;

    Opening(PolicyInventory inventory, ClusterView clusterView, Snapshots snapshots) {
        this.inventory = inventory;
        this.clusterView = clusterView;
        this.snapshots = snapshots;
    }

    /** Before there is a leader. */
    void watching(Caches caches) {
        inventory.lookInto(caches);
    }

    void begin(Pass pass) {
        clusterView.lookInto(pass.caches());
        snapshots.restore();
    }
}
