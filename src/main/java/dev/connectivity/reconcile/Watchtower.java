package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.judge.DatabasePace;
import dev.connectivity.judge.Pace;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.UpstreamPace;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.CircuitMeters;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.Target;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
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

    private static final Pace UPSTREAM_PACE = new UpstreamPace();
    private static final Pace DATABASE_PACE = new DatabasePace();

    private final ProbeEngine engine;
    private final Verdicts verdicts;
    private final Connects connects;
    private final OwnedMeters meters;
    private final CircuitMeters circuits;
    private final OperatorConfig config;
    private final InstantSource clock;

    Watchtower(
            ProbeEngine engine,
            Verdicts verdicts,
            Connects connects,
            OwnedMeters meters,
            CircuitMeters circuits,
            OperatorConfig config,
            InstantSource clock) {
        this.engine = engine;
        this.verdicts = verdicts;
        this.connects = connects;
        this.meters = meters;
        this.circuits = circuits;
        this.config = config;
        this.clock = clock;
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
        List<Target> targets = new ArrayList<>();
        policy.upstreams()
                .forEach(upstream -> targets.add(upstream(policy, upstream, status, wake)));
        sight.database()
                .ifPresent(question -> targets.add(database(policy, question, status, wake)));
        Set<Connects.Key> keys = new HashSet<>();
        ports.forEach(
                port -> {
                    Connects.Key key = new Connects.Key(Connects.Kind.pod, port);
                    keys.add(key);
                    targets.add(pod(policy, PodQuestions.connect(policy, port), key, wake));
                });
        health.forEach(
                port ->
                        PodQuestions.health(policy, port)
                                .ifPresent(
                                        question -> {
                                            Connects.Key key =
                                                    new Connects.Key(Connects.Kind.health, port);
                                            keys.add(key);
                                            targets.add(pod(policy, question, key, wake));
                                        }));
        Set<String> ids = targets.stream().map(Target::id).collect(Collectors.toSet());
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
        engine.watch(policy.uid(), targets);
    }

    void forget(String uid) {
        engine.forget(uid);
        verdicts.forget(uid);
        connects.forget(uid);
        meters.forget(uid);
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

    private Target upstream(
            Policy policy,
            Upstream upstream,
            Optional<ConnectivityPolicyStatus> status,
            Consumer<ResourceID> wake) {
        String id = Restored.upstream(upstream.name());
        Instant now = clock.instant();
        Question question = UpstreamQuestion.of(policy, upstream);
        verdicts.begin(
                policy.uid(),
                id,
                question,
                () ->
                        status.map(known -> Restored.upstreams(known, now).get(upstream.name()))
                                .orElseGet(() -> Verdict.unknown(now)),
                now);
        return new Target(
                id,
                question,
                new DependencyCourse(
                        policy.uid(),
                        id,
                        resource(policy),
                        UPSTREAM_PACE,
                        upstream.pacing(),
                        verdicts,
                        wake));
    }

    private Target database(
            Policy policy,
            Question question,
            Optional<ConnectivityPolicyStatus> status,
            Consumer<ResourceID> wake) {
        Instant now = clock.instant();
        verdicts.begin(
                policy.uid(),
                Restored.DATABASE,
                question,
                () ->
                        status.flatMap(known -> Restored.database(known, now))
                                .orElseGet(() -> Verdict.unknown(now)),
                now);
        return new Target(
                Restored.DATABASE,
                question,
                new DependencyCourse(
                        policy.uid(),
                        Restored.DATABASE,
                        resource(policy),
                        DATABASE_PACE,
                        policy.database().orElseThrow().pacing(),
                        verdicts,
                        wake));
    }

    private Target pod(
            Policy policy, Question question, Connects.Key key, Consumer<ResourceID> wake) {
        return new Target(
                key.targetId(),
                question,
                new ConnectCourse(
                        policy.uid(),
                        key,
                        resource(policy),
                        config.listenerInterval(),
                        config.listenerTimeout(),
                        connects,
                        wake));
    }

    private static ResourceID resource(Policy policy) {
        return new ResourceID(policy.name(), policy.namespace());
    }
}
