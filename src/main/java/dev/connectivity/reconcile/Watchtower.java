package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.CircuitMeters;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.Target;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Has the engine ask what a policy wants to know, and tells what is known so far. */
@ApplicationScoped
class Watchtower {

    private final ProbeEngine engine;
    private final Verdicts verdicts;
    private final Connects connects;
    private final OwnedMeters meters;
    private final CircuitMeters circuits;
    private final Targets targets;

    Watchtower(
            ProbeEngine engine,
            Verdicts verdicts,
            Connects connects,
            OwnedMeters meters,
            CircuitMeters circuits,
            Targets targets) {
        this.engine = engine;
        this.verdicts = verdicts;
        this.connects = connects;
        this.meters = meters;
        this.circuits = circuits;
        this.targets = targets;
    }

    /**
     * From now on exactly this is asked: the policy's dependencies, and {@code ports} and {@code
     * health} of its pods.
     */
    void watch(
            Sight sight,
            Set<PodPort> ports,
            Set<PodPort> health,
            Optional<ConnectivityPolicyStatus> status,
            Consumer<ResourceID> wake) {
        Policy policy = sight.policy();
        List<Target> wanted = new ArrayList<>();
        policy.upstreams()
                .forEach(upstream -> wanted.add(targets.upstream(policy, upstream, status, wake)));
        sight.database()
                .ifPresent(
                        question -> wanted.add(targets.database(policy, question, status, wake)));
        Set<Connects.Key> keys = new HashSet<>();
        ports.forEach(
                port -> {
                    Connects.Key key = new Connects.Key(Connects.Kind.pod, port);
                    keys.add(key);
                    wanted.add(targets.pod(policy, PodQuestions.connect(policy, port), key, wake));
                });
        health.forEach(
                port ->
                        PodQuestions.health(policy, port)
                                .ifPresent(
                                        question -> {
                                            Connects.Key key =
                                                    new Connects.Key(Connects.Kind.health, port);
                                            keys.add(key);
                                            wanted.add(targets.pod(policy, question, key, wake));
                                        }));
        Set<String> ids = wanted.stream().map(Target::id).collect(Collectors.toSet());
        meters.keep(policy.uid(), policy.namespace(), policy.name(), ids);
        verdicts.retain(policy.uid(), ids);
        ids.forEach(
                id ->
                        verdicts.get(policy.uid(), id)
                                .ifPresent(
                                        verdict ->
                                                circuits.stands(
                                                        policy.uid(), id, verdict.circuit())));
        connects.retain(policy.uid(), keys);
        engine.watch(policy.uid(), wanted);
    }

    /**
     * Nothing is asked for it any more, and nothing known of what was; it is there all the same.
     */
    void rest(ConnectivityPolicy resource) {
        ObjectMeta metadata = resource.getMetadata();
        forgetTargets(metadata.getUid());
        meters.keep(metadata.getUid(), metadata.getNamespace(), metadata.getName(), Set.of());
    }

    void forget(String uid) {
        forgetTargets(uid);
        meters.forget(uid);
    }

    private void forgetTargets(String uid) {
        engine.forget(uid);
        verdicts.forget(uid);
        connects.forget(uid);
    }

    Map<String, Verdict> upstreams(Policy policy) {
        Map<String, Verdict> known = new HashMap<>();
        policy.upstreams()
                .forEach(
                        upstream ->
                                verdicts.get(policy.uid(), Restored.upstream(upstream.name()))
                                        .ifPresent(verdict -> known.put(upstream.name(), verdict)));
        return known;
    }

    Optional<Verdict> database(Policy policy) {
        return verdicts.get(policy.uid(), Restored.DATABASE);
    }

    /** The last connect to each port that is watched. */
    Map<PodPort, Observation> connects(Policy policy) {
        return connects.seen(policy.uid(), Connects.Kind.pod);
    }

    /** The last request of each pod's readiness path. */
    Map<PodPort, Observation> health(Policy policy) {
        return connects.seen(policy.uid(), Connects.Kind.health);
    }
}
