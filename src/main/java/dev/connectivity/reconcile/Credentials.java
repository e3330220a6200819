package dev.connectivity.reconcile;

import dev.connectivity.diagnose.StaleCredentials.Seen;
import dev.connectivity.policy.Policy;
import dev.connectivity.watch.Secrets;
import dev.connectivity.watch.Watchtower;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what tells whether pods hold an old login. */
@ApplicationScoped
class Credentials {

    private final Secrets secrets;
    private final Watchtower watchtower;

    Credentials(Secrets secrets, Watchtower watchtower) {
        this.secrets = secrets;
        this.watchtower = watchtower;
    }

    Optional<Seen> gather(Policy policy, Optional<Deployment> deployment, List<Pod> pods) {
        return deployment
                .filter(_ -> !policy.suspended() && policy.database().isPresent())
                .map(
                        workload ->
                                new Seen(
                                        policy,
                                        pods,
                                        container(policy, workload),
                                        watchtower.database(policy),
                                        changed(policy)));
    }

    private Map<String, Instant> changed(Policy policy) {
        Map<String, Instant> changed = new HashMap<>();
        policy.secrets()
                .forEach(
                        name ->
                                secrets.changed(policy.namespace(), name)
                                        .ifPresent(when -> changed.put(name, when)));
        return changed;
    }

    /** Named by the policy, or the first. */
    private static String container(Policy policy, Deployment deployment) {
        return policy.workload()
                .container()
                .orElseGet(
                        () ->
                                deployment
                                        .getSpec()
                                        .getTemplate()
                                        .getSpec()
                                        .getContainers()
                                        .stream()
                                        .findFirst()
                                        .map(Container::getName)
                                        .orElse(""));
    }
}
