package dev.connectivity.reconcile;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * What must be before the first pass: where to find the cluster's addresses, and what was counted.
 */
@ApplicationScoped
class Opening {

    private final ClusterView clusterView;
    private final Snapshots snapshots;

    Opening(ClusterView clusterView, Snapshots snapshots) {
        this.clusterView = clusterView;
        this.snapshots = snapshots;
    }

    void begin(Pass pass) {
        clusterView.lookInto(pass.caches());
        snapshots.restore();
    }
}
