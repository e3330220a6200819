package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.metrics.ReconcileMeters.Outcome;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** How a pass ended, and when the framework is to begin the next. */
record Ending(UpdateControl<ConnectivityPolicy> control, Outcome outcome) {

    /** No status was written. */
    static Ending unchanged(UpdateControl<ConnectivityPolicy> control) {
        return new Ending(control, Outcome.Unchanged);
    }
}
