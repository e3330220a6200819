package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.Verdict;
import dev.connectivity.judge.objective.Standing;
import dev.connectivity.metrics.ConnectionMeters;
import dev.connectivity.metrics.CorrelationMeters;
import dev.connectivity.metrics.ObjectiveMeters;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.metrics.VerdictMeters;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.Target;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Has the engine ask what a policy wants to know, and tells what is known so far. */
@ApplicationScoped
public class Watchtower {

    private final ProbeEngine engine;
    private final Judged judged;
    private final Connects connects;
    private final OwnedMeters meters;
    private final Targets targets;
    private final InstantSource clock;
    private final Losses losses;

    Watchtower(
            ProbeEngine engine,
            Judged judged,
            Connects connects,
            OwnedMeters meters,
            Targets targets,
            InstantSource clock) {
        this.engine = engine;
        this.judged = judged;
        this.connects = connects;
        this.meters = meters;
        this.targets = targets;
        this.clock = clock;
        losses = new Losses(judged.recalls());
    }

    /** One without a container that puts the parts together. */
    public static Watchtower over(
            ProbeEngine engine,
            OwnedMeters meters,
            OperatorConfig config,
            InstantSource clock,
            RandomGenerator random) {
        Judged judged =
                new Judged(
                        new Verdicts(),
                        new Correlation(new CorrelationMeters(meters.registry()), clock),
                        new VerdictMeters(meters),
                        new Budgets(config, clock, new ObjectiveMeters(meters.registry())),
                        new Recalls());
        Connects connects = new Connects();
        return new Watchtower(
                engine,
                judged,
                connects,
                meters,
                new Targets(
                        judged,
                        connects,
                        new ConnectionUses(new ConnectionMeters(meters)),
                        config,
                        clock,
                        random),
                clock);
    }

    /** What is counted for objectives. */
    public Budgets budgets() {
        return judged.budgets();
    }

    /** What is remembered for people who look. */
    public Recalls recalls() {
        return judged.recalls();
    }

    /**
     * What a policy wants to know: its dependencies, {@code ports} and {@code health} of its pods,
     * and {@link AliasQuestions}.
     */
    public record Wanted(
            Policy policy,
            Questions.Resolved questions,
            Set<PodPort> ports,
            Set<PodPort> health,
            Map<String, Question> aliases) {

        /** Without upstreams that are called by another Service's name. */
        public Wanted(
                Policy policy,
                Questions.Resolved questions,
                Set<PodPort> ports,
                Set<PodPort> health) {
            this(policy, questions, ports, health, Map.of());
        }
    }

    /**
     * From now on exactly this is asked.
     *
     * @param status as it was left: where nothing is known yet, verdicts begin with it
     */
    public void watch(Wanted wanted, Optional<ConnectivityPolicyStatus> status, Wake wake) {
        Policy policy = wanted.policy();
        List<Target> asked = new ArrayList<>(dependencies(wanted, status, wake));
        Map<Connects.Key, Question> pods = PodQuestions.of(policy, wanted.ports(), wanted.health());
        pods.forEach((key, question) -> asked.add(targets.pod(policy, question, key, wake)));
        wanted.aliases()
                .forEach((id, question) -> asked.add(targets.alias(policy, id, question, wake)));
        Set<String> ids = asked.stream().map(Target::id).collect(Collectors.toSet());
        keepMeters(policy, ids);
        judged.retain(policy, ids);
        connects.retain(policy.uid(), pods.keySet());
        targets.sightings().retain(policy.uid(), wanted.aliases());
        judged.budgets().keep(policy, status, wake);
        engine.watch(policy.uid(), asked);
    }

    /** Incidents are measured of the workload and of the whole too, which nobody asks. */
    private void keepMeters(Policy policy, Set<String> ids) {
        Set<String> measured = new HashSet<>(ids);
        measured.addAll(Outages.PARTS);
        meters.keep(policy.uid(), policy.namespace(), policy.name(), measured);
        meters.show(
                policy.uid(),
                "connectivity.policy.info",
                "1 for the workload that a policy looks after",
                Tags.of("workload", policy.workload().name()),
                1);
    }

    private List<Target> dependencies(
            Wanted wanted, Optional<ConnectivityPolicyStatus> status, Wake wake) {
        Policy policy = wanted.policy();
        List<Target> asked = new ArrayList<>();
        policy.upstreams()
                .forEach(
                        upstream ->
                                Optional.ofNullable(
                                                wanted.questions().upstreams().get(upstream.name()))
                                        .map(
                                                it ->
                                                        targets.upstream(
                                                                policy, upstream, it, status, wake))
                                        .ifPresent(asked::add));
        wanted.questions()
                .database()
                .map(question -> targets.database(policy, question, status, wake))
                .ifPresent(asked::add);
        return asked;
    }

    /**
     * Nothing is asked for it any more, and nothing known of what was; it is there all the same.
     */
    public void rest(ConnectivityPolicy resource) {
        ObjectMeta metadata = resource.getMetadata();
        forgetTargets(metadata.getUid());
        judged.budgets().rest(metadata.getUid());
        meters.keep(metadata.getUid(), metadata.getNamespace(), metadata.getName(), Set.of());
    }

    public void forget(String uid) {
        forgetTargets(uid);
        judged.budgets().forget(uid);
        losses.forget(uid);
        meters.forget(uid);
    }

    private void forgetTargets(String uid) {
        engine.forget(uid);
        judged.forget(uid);
        connects.forget(uid);
        targets.uses().forget(uid);
        targets.sightings().forget(uid);
    }

    public Map<String, Verdict> upstreams(Policy policy) {
        Map<String, Verdict> known = new HashMap<>();
        policy.upstreams()
                .forEach(
                        upstream ->
                                judged.of(policy, Restored.upstream(upstream.name()))
                                        .ifPresent(verdict -> known.put(upstream.name(), verdict)));
        return known;
    }

    /** How each declared objective stands. */
    public List<Standing> objectives(Policy policy) {
        return judged.budgets().standings(policy.uid());
    }

    /**
     * What of the policy's own is lost, or was, as of this pass.
     *
     * @param status as it was left: where nothing is known yet, it begins with that
     */
    public Outages outages(
            Policy policy,
            Optional<Diagnosis> diagnosis,
            Optional<ConnectivityPolicyStatus> status) {
        judged.budgets()
                .reached(policy.uid(), diagnosis.map(Diagnosis::reach).orElse(Reach.Unknown));
        return losses.after(
                policy,
                status,
                Losses.seen(diagnosis, lost(policy), failing(policy), clock.instant()));
    }

    private List<Incident> lost(Policy policy) {
        Stream<Optional<Verdict>> required =
                Stream.concat(
                        Stream.of(database(policy)),
                        policy.upstreams().stream()
                                .filter(Upstream::required)
                                .map(it -> judged.of(policy, Restored.upstream(it.name()))));
        return required.flatMap(Optional::stream)
                .map(Verdict::told)
                .filter(it -> it.state() == Verdict.State.Down)
                .flatMap(it -> it.incident().stream())
                .toList();
    }

    private Stream<Observation> failing(Policy policy) {
        return Stream.concat(connects(policy).values().stream(), health(policy).values().stream())
                .filter(it -> !it.succeeded());
    }

    public Optional<Verdict> database(Policy policy) {
        return judged.of(policy, Restored.DATABASE);
    }

    /** What one of {@link AliasQuestions} was last answered that told something. */
    public Optional<Observation> sighting(Policy policy, String id) {
        return targets.sightings().of(policy.uid(), id);
    }

    /** How the connections of this server were used when an attempt could last tell. */
    public Optional<ServerUse> serverUse(Policy policy, Address server) {
        return targets.uses().at(policy.uid(), server);
    }

    /** The last connect to each port that is watched. */
    public Map<PodPort, Observation> connects(Policy policy) {
        return connects.seen(policy.uid(), Connects.Kind.pod);
    }

    /** The last request of each pod's readiness path. */
    public Map<PodPort, Observation> health(Policy policy) {
        return connects.seen(policy.uid(), Connects.Kind.health);
    }
}
