package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.apply.HeldObjects;
import dev.connectivity.apply.Releaser;
import dev.connectivity.watch.Watchtower;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * The end of a policy: nothing is asked any more, fallbacks are switched back, and every field that
 * was held is given up with its value as it is.
 */
@ApplicationScoped
class Farewell {

    private static final Duration SOON = Duration.ofMillis(500);

    private final Watchtower watchtower;
    private final RolloutSlots slots;
    private final Releaser releaser;
    private final FallbackFarewell fallbackFarewell;
    private final TrafficStage traffic;
    private final Recoveries recoveries;

    Farewell(
            Watchtower watchtower,
            RolloutSlots slots,
            Releaser releaser,
            FallbackFarewell fallbackFarewell,
            TrafficStage traffic,
            Recoveries recoveries) {
        this.watchtower = watchtower;
        this.slots = slots;
        this.releaser = releaser;
        this.fallbackFarewell = fallbackFarewell;
        this.traffic = traffic;
        this.recoveries = recoveries;
    }

    UpdateControl<ConnectivityPolicy> say(Pass pass) {
        ConnectivityPolicy policy = pass.resource();
        forget(pass.uid());
        traffic.farewell(policy);
        pass.caches().wakeRivals(policy);
        if (!pass.context().isPrimaryResourceDeleted() && Finalizers.has(policy)) {
            if (!fallbackFarewell.say(pass)) {
                return UpdateControl.<ConnectivityPolicy>noUpdate().rescheduleAfter(SOON);
            }
            HeldObjects.of(
                            policy,
                            pass.caches().services(pass.namespace()),
                            pass.caches().policies(pass.namespace()).toList())
                    .forEach(held -> releaser.release(pass.namespace(), held));
            Finalizers.remove(pass.context());
        }
        return UpdateControl.noUpdate();
    }

    /** Of one whose deletion was never seen, since another has its name. */
    void forget(String uid, Pass pass) {
        forget(uid);
        pass.caches().wakeAll(pass.namespace());
    }

    private void forget(String uid) {
        watchtower.forget(uid);
        slots.done(uid);
        recoveries.forget(uid);
        traffic.forget(uid);
    }
}
