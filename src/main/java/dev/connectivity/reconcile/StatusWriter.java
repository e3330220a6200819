package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes a whole status, under its own field manager. */
@ApplicationScoped
class StatusWriter {

    static final String FIELD_MANAGER = "connectivity-operator-status";

    private static final PatchContext APPLY =
            new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager(FIELD_MANAGER)
                    .withForce(true)
                    .build();

    private final KubernetesClient client;

    StatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** In the middle of a pass: what is about to be done is written before it is done. */
    void write(ConnectivityPolicy resource, ConnectivityPolicyStatus status) {
        client.resource(carrying(resource, status)).subresource("status").patch(APPLY);
    }

    /** An object that carries this status and nothing else, so that nothing else is applied. */
    static ConnectivityPolicy carrying(
            ConnectivityPolicy resource, ConnectivityPolicyStatus status) {
        ConnectivityPolicy patch = new ConnectivityPolicy();
        patch.setMetadata(
                new ObjectMetaBuilder()
                        .withName(resource.getMetadata().getName())
                        .withNamespace(resource.getMetadata().getNamespace())
                        .withUid(resource.getMetadata().getUid())
                        .build());
        patch.setStatus(status);
        return patch;
    }
}
