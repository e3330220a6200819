package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.Ruling;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells, on the changed object, what was changed: before and after of each field, and for which policy. */
@ApplicationScoped
class ChangeEvents {

    private final EventRecorder events;

    ChangeEvents(EventRecorder events) {
        this.events = events;
    }
}
