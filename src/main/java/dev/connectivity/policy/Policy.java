package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One policy, complete: every default filled in, every duration parsed.
 *
 * @param uid of the custom resource; with {@code generation} it identifies this very text
 */
public record Policy(
        String uid,
        long generation,
        String namespace,
        String name,
        Mode mode,
        OnConflict onConflict,
        ReadyWhen readyWhen,
        boolean suspended,
        Workload workload,
        Set<String> secrets,
        Optional<Listener> listener,
        Optional<Health> health,
        Optional<Database> database,
        List<Upstream> upstreams,
        Objectives objectives,
        Optional<Traffic> traffic) {

    /**
     * The Deployment that the policy is about.
     *
     * @param container empty: the first of the pod template
     */
    public record Workload(String name, Optional<String> container) {}
}
