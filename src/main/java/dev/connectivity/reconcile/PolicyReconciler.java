package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** The loop. */
@ControllerConfiguration(name = "connectivitypolicy", fieldManager = "connectivity-operator-status", triggerReconcilerOnAllEvents = true)
public class PolicyReconciler implements Reconciler<ConnectivityPolicy> {

    @Override
    public UpdateControl<ConnectivityPolicy> reconcile(ConnectivityPolicy policy, Context<ConnectivityPolicy> context) {
        return UpdateControl.noUpdate();
    }
}
