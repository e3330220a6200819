package dev.connectivity.apply;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec;
import dev.connectivity.api.v1alpha1.WorkloadSpec;
import dev.connectivity.fallback.FlagMap;
import dev.connectivity.fallback.OwnObject;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Switches the fallbacks of a policy back, by what its objects say and not by its status. */
public final class FallbackRestorer {

    private final OwnObjects objects;
    private final EnvironmentApplier variables;

    public FallbackRestorer(KubernetesClient client) {
        this.objects = new OwnObjects(client);
        this.variables = new EnvironmentApplier(client);
    }

    /**
     * A file that is mounted stays as it was last, also when its ConfigMap is gone.
     *
     * @return whether they are; not where others kept changing the ConfigMap
     */
    public boolean flagsOff(ConnectivityPolicy policy, String workload) {
        return objects.configMap(policy.getMetadata().getNamespace(), FlagMap.name(workload))
                .filter(it -> OwnObject.isOf(policy.getMetadata().getUid(), it))
                .map(it -> objects.adapt(it, FlagMap::off))
                .orElse(true);
    }

    /**
     * @return whether they are; not where the workload was changed meanwhile
     */
    public boolean variablesBack(ConnectivityPolicy policy, Deployment workload) {
        return variables.restore(
                workload,
                Optional.ofNullable(policy.getSpec())
                        .map(ConnectivityPolicySpec::workload)
                        .map(WorkloadSpec::container));
    }
}
