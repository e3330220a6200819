package dev.connectivity.apply;

import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.plan.EnvironmentChange;
import dev.connectivity.plan.EnvironmentScene;
import dev.connectivity.plan.EnvironmentSwitch;
import dev.connectivity.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;

/** Sets variables under the fallbacks' own field manager, and gives them up. */
public final class EnvironmentApplier {

    private final Resources resources;
    private final Releaser releaser;

    public EnvironmentApplier(KubernetesClient client) {
        this.resources = new Resources(client);
        this.releaser = new Releaser(client);
    }

    /**
     * Makes a change.
     *
     * @throws KubernetesClientException as {@link WorkloadApplier#apply} does
     */
    public ApplyResult apply(Deployment workload, EnvironmentChange change) {
        PatchContext context =
                new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(FieldManagers.FALLBACK)
                        .withForce(change.force())
                        .build();
        try {
            return new ApplyResult.Applied(
                    resources
                            .of(workload.getMetadata().getNamespace(), subject(workload))
                            .patch(context, body(workload, change)));
        } catch (KubernetesClientException e) {
            return Refusal.read(e).orElseThrow(() -> e);
        }
    }

    /** Gives up what is held for fallbacks; values stay. */
    public void release(Deployment workload) {
        releaser.release(
                workload.getMetadata().getNamespace(),
                subject(workload),
                FieldManagers.FALLBACK::equals);
    }

    /**
     * Puts everything back and gives it up.
     *
     * @return whether it is: not where the workload was changed meanwhile
     */
    public boolean restore(Deployment workload, Optional<String> container) {
        EnvironmentSwitch.Outcome outcome =
                EnvironmentSwitch.plan(EnvironmentScene.farewell(workload, container));
        boolean restored =
                outcome.change()
                        .map(change -> apply(workload, change) instanceof ApplyResult.Applied)
                        .orElse(true);
        if (restored && (outcome.change().isPresent() || outcome.release())) {
            release(workload);
        }
        return restored;
    }

    private static Subject subject(Deployment workload) {
        return new Subject(Kind.Deployment, workload.getMetadata().getName());
    }

    private static GenericKubernetesResource body(Deployment workload, EnvironmentChange change) {
        GenericKubernetesResource body = new GenericKubernetesResource();
        body.setApiVersion("apps/v1");
        body.setKind(Kind.Deployment.name());
        body.setMetadata(
                new ObjectMetaBuilder()
                        .withName(workload.getMetadata().getName())
                        .withNamespace(workload.getMetadata().getNamespace())
                        .withUid(change.uid())
                        .withResourceVersion(change.force() ? change.resourceVersion() : null)
                        .withAnnotations(
                                change.annotations().isEmpty() ? null : change.annotations())
                        .build());
        body.setAdditionalProperties(change.fields());
        return body;
    }
}
