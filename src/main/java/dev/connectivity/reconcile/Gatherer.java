package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Questions;
import io.fabric8.kubernetes.api.model.IntOrString;
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

    Gatherer(Questions questions, Pools pools) {
        this.questions = questions;
        this.pools = pools;
    }

    Sight gather(Policy policy, Caches caches) {
        List<Problem> problems = new ArrayList<>();
        Optional<Deployment> deployment =
                caches.deployment(policy.namespace(), policy.workload().name());
        if (deployment.isEmpty()) {
            problems.add(workloadNotFound(policy));
        }
        deployment.flatMap(found -> containerMissing(policy, found)).ifPresent(problems::add);
        List<Service> services = caches.services(policy.namespace());
        policy.listener()
                .ifPresent(listener -> problems.addAll(missingServices(listener, services)));
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
                List.copyOf(problems));
    }

    private static Problem workloadNotFound(Policy policy) {
        return new Problem(
                Reason.WorkloadNotFound,
                "Deployment %s does not exist in namespace %s: create it, or make a policy with the right spec.workload.name."
                        .formatted(policy.workload().name(), policy.namespace()));
    }

    private static Optional<Problem> containerMissing(Policy policy, Deployment deployment) {
        return policy.workload()
                .container()
                .filter(
                        name ->
                                deployment
                                        .getSpec()
                                        .getTemplate()
                                        .getSpec()
                                        .getContainers()
                                        .stream()
                                        .noneMatch(container -> container.getName().equals(name)))
                .map(
                        name ->
                                new Problem(
                                        Reason.WorkloadNotFound,
                                        "Deployment %s has no container %s: make a policy with the right spec.workload.container."
                                                .formatted(policy.workload().name(), name)));
    }

    private static List<Problem> missingServices(Listener listener, List<Service> services) {
        return listener.services().stream()
                .flatMap(wanted -> missing(wanted, services).stream())
                .toList();
    }

    private static Optional<Problem> missing(Listener.ServicePort wanted, List<Service> services) {
        Optional<Service> service =
                services.stream()
                        .filter(
                                candidate ->
                                        candidate.getMetadata().getName().equals(wanted.name()))
                        .findFirst();
        if (service.isEmpty()) {
            return Optional.of(
                    new Problem(
                            Reason.ServiceNotFound,
                            "Service %s does not exist: create it, or correct spec.listener.services."
                                    .formatted(wanted.name())));
        }
        return wanted.port()
                .filter(port -> !hasPort(service.get(), port))
                .map(
                        port ->
                                new Problem(
                                        Reason.ServiceNotFound,
                                        "Service %s has no port %s: correct spec.listener.services."
                                                .formatted(wanted.name(), port.getValue())));
    }

    private static boolean hasPort(Service service, IntOrString wanted) {
        return service.getSpec().getPorts().stream()
                .anyMatch(
                        port ->
                                wanted.getIntVal() != null
                                        ? wanted.getIntVal().equals(port.getPort())
                                        : wanted.getStrVal().equals(port.getName()));
    }
}
