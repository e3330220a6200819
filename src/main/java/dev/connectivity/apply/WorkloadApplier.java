package dev.connectivity.apply;

import dev.connectivity.plan.Change;
import dev.connectivity.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/** Makes changes by server-side apply of the fields that are ours, and of nothing else. */
public final class WorkloadApplier {

    private static final String DRY_RUN = "All";

    private final Resources resources;

    public WorkloadApplier(KubernetesClient client) {
        this.resources = new Resources(client);
    }

    /**
     * Makes a change.
     *
     * @throws KubernetesClientException where the API server could not be asked, or could not
     *     answer: ask again later
     */
    public ApplyResult apply(String namespace, Change change) {
        return send(namespace, change, context(change).build());
    }

    /**
     * Asks what a change would come to, without making it.
     *
     * @throws KubernetesClientException as {@link #apply} does
     */
    public ApplyResult dryRun(String namespace, Change change) {
        return send(namespace, change, context(change).withDryRun(List.of(DRY_RUN)).build());
    }

    private ApplyResult send(String namespace, Change change, PatchContext context) {
        try {
            return new ApplyResult.Applied(
                    resources
                            .of(namespace, change.subject())
                            .patch(context, body(namespace, change)));
        } catch (KubernetesClientException e) {
            return Refusal.read(e).orElseThrow(() -> e);
        }
    }

    private static PatchContext.Builder context(Change change) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FieldManagers.ALIGNMENT)
                .withForce(change.force());
    }

    private static GenericKubernetesResource body(String namespace, Change change) {
        // On a missing object an apply creates one, unless it says which object it means.
        ObjectMeta metadata =
                new ObjectMetaBuilder()
                        .withName(change.subject().name())
                        .withNamespace(namespace)
                        .withUid(change.uid())
                        .withResourceVersion(change.force() ? change.resourceVersion() : null)
                        .build();
        GenericKubernetesResource body = new GenericKubernetesResource();
        body.setApiVersion(change.apiVersion());
        body.setKind(change.subject().kind().name());
        body.setMetadata(metadata);
        body.setAdditionalProperties(change.fields());
        return body;
    }
}
