package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.policy.Policy;
import dev.connectivity.reconcile.TrafficHands.Outcome;
import dev.connectivity.status.Known;
import dev.connectivity.traffic.Surroundings;
import dev.connectivity.traffic.TrafficMemory;
import dev.connectivity.traffic.Wanted;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has a mesh or a gateway told what a policy declares. The resources' kinds need not be there, so
 * they are not watched but looked at, and no more often than what is set: a pass between two looks
 * repeats what the last one found. A policy that does not speak of traffic costs nothing.
 */
@ApplicationScoped
class TrafficStage {

    private final TrafficHands hands;
    private final TrafficLeavings leavings;
    private final OperatorConfig config;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    TrafficStage(TrafficHands hands, TrafficLeavings leavings, OperatorConfig config) {
        this.hands = hands;
        this.leavings = leavings;
        this.config = config;
    }

    /** What was looked at and what came of it; good until then, for the same wishes. */
    private record Look(Wishes wishes, Outcome outcome, Instant until) {

        boolean answers(Wishes others, Instant now) {
            return wishes.equals(others) && now.isBefore(until);
        }
    }

    /** What makes another look necessary where it changes. */
    private record Wishes(long generation, boolean enforces, List<Wanted> wanted) {}

    Known follow(Pass pass, Sight sight, Known known) {
        Policy policy = sight.policy();
        boolean left = TrafficMemory.isLeft(findings(known));
        if (policy.suspended()
                || policy.traffic().isEmpty() && !left
                || policy.traffic().isPresent() && sight.deployment().isEmpty()) {
            return known;
        }
        Surroundings surroundings = surroundings(pass, sight);
        Wishes wishes =
                new Wishes(
                        policy.generation(),
                        config.enforce() && policy.mode() == Mode.Enforce,
                        Wanted.of(policy, surroundings));
        Look look =
                Optional.ofNullable(looks.get(pass.uid()))
                        .filter(it -> it.answers(wishes, known.now()))
                        .orElseGet(() -> look(pass, policy, wishes, surroundings, known));
        Optional<Instant> again =
                policy.traffic().isPresent() || !look.outcome().rulings().isEmpty()
                        ? Optional.of(look.until())
                        : Optional.empty();
        return known.withTraffic(
                look.outcome().rulings(),
                look.outcome().problems(),
                look.outcome().failure(),
                again);
    }

    /** Nothing is remembered of it any more. */
    void forget(String uid) {
        looks.remove(uid);
    }

    /** Also removes what the cluster would, once it has heard that the policy is gone. */
    void farewell(ConnectivityPolicy policy) {
        forget(policy.getMetadata().getUid());
        boolean declared =
                Optional.ofNullable(policy.getSpec())
                        .map(ConnectivityPolicySpec::traffic)
                        .isPresent();
        List<FindingStatus> before =
                Optional.ofNullable(policy.getStatus())
                        .map(ConnectivityPolicyStatus::findings)
                        .orElse(List.of());
        if (declared || TrafficMemory.isLeft(before)) {
            leavings.removeAll(policy);
        }
    }

    private Look look(
            Pass pass, Policy policy, Wishes wishes, Surroundings surroundings, Known known) {
        Outcome outcome =
                hands.carryOut(
                        pass.resource(),
                        policy,
                        wishes.wanted(),
                        surroundings,
                        new TrafficHands.Terms(
                                new TrafficMemory(findings(known), pass.policyIsNew(), known.now()),
                                wishes.enforces()));
        Look look = new Look(wishes, outcome, known.now().plus(config.trafficRecheck()));
        looks.put(pass.uid(), look);
        return look;
    }

    private Surroundings surroundings(Pass pass, Sight sight) {
        Optional<Deployment> deployment = sight.deployment();
        return new Surroundings(
                config.probes().clusterDomain(),
                deployment
                        .map(it -> it.getSpec().getSelector().getMatchLabels())
                        .map(Map::copyOf)
                        .orElse(Map.of()),
                deployment
                        .map(it -> it.getSpec().getTemplate().getMetadata())
                        .map(ObjectMeta::getLabels)
                        .map(Map::copyOf)
                        .orElse(Map.of()),
                (namespace, name) -> pass.caches().service(namespace, name).isPresent());
    }

    private static List<FindingStatus> findings(Known known) {
        return known.before().map(ConnectivityPolicyStatus::findings).orElse(List.of());
    }
}
