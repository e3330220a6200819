package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** What has a policy looked at without a change of what the cluster holds. */
final class Wakes extends SimpleInboundEventSource<ConnectivityPolicy>
        implements ResourceEventAware<ConnectivityPolicy> {

    Wakes() {
        super("verdicts");
    }

    /**
     * After the watch was interrupted, a deletion and what was made anew are one update, and where
     * both are of the first generation the framework takes it for none.
     */
    @Override
    public void onResourceUpdated(ConnectivityPolicy now, ConnectivityPolicy before) {
        if (!now.getMetadata().getUid().equals(before.getMetadata().getUid())) {
            begin(now);
        }
    }

    /** Also where the framework has let go of the name, after which it heeds no other event. */
    void begin(ConnectivityPolicy policy) {
        getEventHandler()
                .handleEvent(
                        new ResourceEvent(
                                ResourceAction.UPDATED, ResourceID.fromResource(policy), policy));
    }
}
