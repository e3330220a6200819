package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.metrics.ReconcileMeters;
import dev.connectivity.metrics.ReconcileMeters.Outcome;
import dev.connectivity.probe.TimeSource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Measures passes, whichever way they end. */
@ApplicationScoped
class PassTimer {

    private final ReconcileMeters meters;
    private final TimeSource time;

    PassTimer(ReconcileMeters meters, TimeSource time) {
        this.meters = meters;
        this.time = time;
    }

    UpdateControl<ConnectivityPolicy> time(Supplier<Ending> pass) {
        long began = time.nanos();
        Outcome outcome = Outcome.Failed;
        try {
            Ending ending = pass.get();
            outcome = ending.outcome();
            return ending.control();
        } finally {
            meters.reconciled(Duration.ofNanos(time.nanos() - began), outcome);
        }
    }
}
