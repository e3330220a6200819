package dev.connectivity.reconcile;

import dev.connectivity.diagnose.pool.PoolEvidence;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Questions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;

/**
 * What a policy refers to, as it was when its pass began.
 *
 * @param services all of the namespace, and {@code slices} theirs
 * @param pool empty where no pool is declared, or there is no workload
 * @param problems references that lead nowhere
 */
record Sight(
        Policy policy,
        Optional<Deployment> deployment,
        List<ReplicaSet> replicaSets,
        List<Pod> pods,
        List<Service> services,
        List<EndpointSlice> slices,
        Questions.Resolved questions,
        Optional<PoolEvidence> pool,
        List<Problem> problems) {}
