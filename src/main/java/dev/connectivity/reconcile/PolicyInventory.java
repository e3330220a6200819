package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.diagnose.Evidence;
import dev.connectivity.diagnose.Traffic;
import dev.connectivity.policy.InvalidSpecException;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.probe.dial.Hosts;
import dev.connectivity.view.Seen;
import dev.connectivity.watch.Watchtower;
import dev.connectivity.web.Inventory;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of policies, for whoever looks: from the watched objects and the watchtower. */
@ApplicationScoped
class PolicyInventory implements Inventory {

    private final Leadership leadership;
    private final Watchtower watchtower;
    private final OperatorConfig config;
    private final InstantSource clock;
    private volatile Optional<Caches> caches = Optional.empty();

    PolicyInventory(
            Leadership leadership,
            Watchtower watchtower,
            OperatorConfig config,
            InstantSource clock) {
        this.leadership = leadership;
        this.watchtower = watchtower;
        this.config = config;
        this.clock = clock;
    }

    /** Until this is called nothing is known. */
    void lookInto(Caches watched) {
        caches = Optional.of(watched);
    }

    @Override
    public Set<String> namespaces() {
        return caches.stream()
                .flatMap(Caches::policies)
                .map(it -> it.getMetadata().getNamespace())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Stream<Seen> policies(String namespace) {
        return caches.stream()
                .flatMap(known -> known.policies(namespace).map(it -> see(it, known)));
    }

    @Override
    public Optional<Seen> policy(String namespace, String name) {
        return caches.flatMap(
                known ->
                        known.policies(namespace)
                                .filter(it -> it.getMetadata().getName().equals(name))
                                .findFirst()
                                .map(it -> see(it, known)));
    }

    @Override
    public boolean leads() {
        return leadership.leads();
    }

    @Override
    public Optional<InetAddress> leader() {
        return leads()
                ? Optional.empty()
                : leadership
                        .leader()
                        .flatMap(
                                name ->
                                        caches.flatMap(
                                                known -> known.pod(config.pod().namespace(), name)))
                        .map(Pod::getStatus)
                        .map(PodStatus::getPodIP)
                        .flatMap(Hosts::literal);
    }

    private Seen see(ConnectivityPolicy resource, Caches known) {
        String uid = resource.getMetadata().getUid();
        Optional<Policy> policy = read(resource);
        boolean leads = leads();
        return new Seen(
                resource,
                policy,
                policy.filter(_ -> leads).flatMap(it -> traffic(it, known)),
                leads ? watchtower.recalls().attempts(uid) : Map.of(),
                leads ? losses(uid) : List.of(),
                leads ? watchtower.budgets().readings(uid) : Optional.empty(),
                clock.instant());
    }

    private List<Seen.Loss> losses(String uid) {
        return watchtower.recalls().losses(uid).stream()
                .map(it -> new Seen.Loss(it.dependency(), it.incident()))
                .toList();
    }

    private Optional<Traffic> traffic(Policy policy, Caches known) {
        return known.deployment(policy.namespace(), policy.workload().name())
                .flatMap(
                        deployment ->
                                Traffic.of(
                                        new Evidence(
                                                policy,
                                                deployment,
                                                known.pods(
                                                        policy.namespace(),
                                                        known.replicaSets(deployment)),
                                                known.services(policy.namespace()),
                                                known.slices(policy.namespace()),
                                                watchtower.connects(policy),
                                                watchtower.health(policy),
                                                clock.instant())));
    }

    /** One that does not read is shown by its status, which says why. */
    private static Optional<Policy> read(ConnectivityPolicy resource) {
        try {
            return Optional.of(PolicyReader.read(resource));
        } catch (InvalidSpecException told) {
            return Optional.empty();
        }
    }
}
