package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.apply.HeldObjects;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** The finalizer, which is on a policy only while fields are held for it. */
final class Finalizers {

    private Finalizers() {}

    static boolean has(ConnectivityPolicy policy) {
        return policy.hasFinalizer(HeldObjects.FINALIZER);
    }

    static void add(Context<ConnectivityPolicy> context) {
        if (!has(context.getPrimaryResource())) {
            context.resourceOperations().addFinalizer(HeldObjects.FINALIZER);
        }
    }

    static void remove(Context<ConnectivityPolicy> context) {
        if (has(context.getPrimaryResource())) {
            context.resourceOperations().removeFinalizer(HeldObjects.FINALIZER);
        }
    }
}
