package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.diagnose.Entrance;
import dev.connectivity.diagnose.Evidence;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cluster holds of one workload.
 *
 * @param pods of its ReplicaSets
 * @param services of the namespace, as {@code slices} and {@code entrances} are
 * @param policy the workload's: the oldest
 * @param unseen what the user may not read
 */
record Sight(
        Deployment deployment,
        List<Pod> pods,
        List<Service> services,
        List<EndpointSlice> slices,
        List<Entrance> entrances,
        Optional<ConnectivityPolicy> policy,
        List<String> unseen) {

    String name() {
        return deployment.getMetadata().getName();
    }

    String namespace() {
        return deployment.getMetadata().getNamespace();
    }

    Evidence evidence(
            Policy claim,
            Map<PodPort, Observation> connects,
            Map<PodPort, Observation> health,
            Instant now) {
        return new Evidence(claim, deployment, pods, services, slices, connects, health, now);
    }
}
