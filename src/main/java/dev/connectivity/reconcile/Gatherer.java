package dev.connectivity.reconcile;

import dev.connectivity.diagnose.References;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Questions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up everything that a policy refers to; the only impure stage before applying. */
@ApplicationScoped
class Gatherer {

    private final Questions questions;
    private final Pools pools;
    private final Credentials credentials;

    Gatherer(Questions questions, Pools pools, Credentials credentials) {
        this.questions = questions;
        this.pools = pools;
        this.credentials = credentials;
    }

    Sight gather(Policy policy, Caches caches) {
        Optional<Deployment> deployment =
                caches.deployment(policy.namespace(), policy.workload().name());
        List<Service> services = caches.services(policy.namespace());
        List<Problem> problems = new ArrayList<>();
        References.dangling(policy, deployment, services)
                .forEach(it -> problems.add(new Problem(it.reason(), it.message())));
        List<ReplicaSet> replicaSets = deployment.map(caches::replicaSets).orElse(List.of());
        List<Pod> pods = caches.pods(policy.namespace(), replicaSets);
        Questions.Resolved resolved = questions.resolve(policy);
        problems.addAll(resolved.problems());
        return new Sight(
                policy,
                deployment,
                replicaSets,
                pods,
                services,
                caches.slices(policy.namespace()),
                resolved,
                pools.gather(policy, deployment, resolved, caches),
                credentials.gather(policy, deployment, pods),
                List.copyOf(problems));
    }
}
