package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a switch of variables is planned from.
 *
 * @param container empty: the first
 * @param on the variables of each fallback that is to be on, by upstream
 * @param mayRollOut whether a rollout may begin now
 */
public record EnvironmentScene(
        Deployment deployment,
        Optional<String> container,
        OnConflict onConflict,
        Set<String> oneShotManagers,
        Marks reconcilerMarks,
        SortedMap<String, ? extends Map<String, String>> on,
        boolean mayRollOut) {

    /** Everything is put back, whatever else goes on; nothing is taken for that. */
    public static EnvironmentScene farewell(Deployment deployment, Optional<String> container) {
        return new EnvironmentScene(
                deployment,
                container,
                OnConflict.Yield,
                Set.of(),
                new Marks(Set.of()),
                new TreeMap<String, Map<String, String>>(),
                true);
    }

    /** Never stacked on a rollout that makes progress, as with every change of ours. */
    public static boolean isSettled(
            Deployment deployment, List<ReplicaSet> replicaSets, List<Pod> pods) {
        return !new RolloutProgress(deployment, replicaSets, pods).isMoving();
    }

    /** The container, where there is one. */
    public Optional<Container> found() {
        List<Container> all = deployment.getSpec().getTemplate().getSpec().getContainers();
        return container
                .map(name -> all.stream().filter(it -> it.getName().equals(name)).findFirst())
                .orElseGet(() -> all.stream().findFirst());
    }

    Ownership ownership() {
        return new Ownership(onConflict, oneShotManagers, reconcilerMarks);
    }
}
