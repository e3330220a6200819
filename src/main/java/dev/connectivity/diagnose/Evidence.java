package dev.connectivity.diagnose;

import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything seen of one workload.
 *
 * @param pods those that ReplicaSets of the deployment own, terminating ones left out
 * @param services all of the namespace
 * @param slices all of {@code services}
 * @param connects the last connect to each pod's port; absent where none was made since the pod's
 *     container last started
 * @param health the last HTTP request to each pod's readiness path on its health port; absent
 *     likewise
 */
public record Evidence(
        Policy policy,
        Deployment deployment,
        List<Pod> pods,
        List<Service> services,
        List<EndpointSlice> slices,
        Map<PodPort, Observation> connects,
        Map<PodPort, Observation> health,
        Instant now) {}
