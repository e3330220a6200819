package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.diagnose.Diagnoser;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.diagnose.Evidence;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.RecoveryOutOfReach;
import dev.connectivity.diagnose.StaleCredentials;
import dev.connectivity.diagnose.pool.PoolDiagnoser;
import dev.connectivity.fallback.Fallbacks;
import dev.connectivity.plan.Marks;
import dev.connectivity.plan.Plan;
import dev.connectivity.plan.Planner;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Situation;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.AliasQuestions;
import dev.connectivity.watch.Watchtower;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The steps of a pass, each handing its own part what that needs. */
@ApplicationScoped
class Stages {

    private static final Diagnoser DIAGNOSER = new Diagnoser();
    private static final PoolDiagnoser POOL_DIAGNOSER = new PoolDiagnoser();
    private static final Planner PLANNER = new Planner();

    private final Gatherer gatherer;
    private final Watchtower watchtower;
    private final Enforcer enforcer;
    private final RolloutSlots slots;
    private final OperatorConfig config;
    private final InstantSource clock;

    Stages(
            Gatherer gatherer,
            Watchtower watchtower,
            Enforcer enforcer,
            RolloutSlots slots,
            OperatorConfig config,
            InstantSource clock) {
        this.gatherer = gatherer;
        this.watchtower = watchtower;
        this.enforcer = enforcer;
        this.slots = slots;
        this.config = config;
        this.clock = clock;
    }

    Known refuse(Pass pass, Problem problem) {
        watchtower.rest(pass.resource());
        slots.done(pass.uid());
        return Known.refused(
                pass.resource().getMetadata().getGeneration(),
                problem,
                config.enforce(),
                pass.status(),
                now());
    }

    Sight gather(Pass pass, Policy policy) {
        return gatherer.gather(policy, pass.caches());
    }

    /**
     * Empty without anything to diagnose: no workload, no declared listener, or a suspended policy.
     */
    Optional<Diagnosis> diagnose(Sight sight) {
        Policy policy = sight.policy();
        if (policy.suspended() || policy.listener().isEmpty()) {
            return Optional.empty();
        }
        return sight.deployment()
                .map(
                        deployment ->
                                DIAGNOSER.diagnose(
                                        new Evidence(
                                                policy,
                                                deployment,
                                                sight.pods(),
                                                sight.services(),
                                                sight.slices(),
                                                watchtower.connects(policy),
                                                watchtower.health(policy),
                                                now())));
    }

    void watch(Pass pass, Sight sight, Optional<Diagnosis> diagnosis) {
        if (sight.policy().suspended()) {
            watchtower.rest(pass.resource());
            return;
        }
        watchtower.watch(
                new Watchtower.Wanted(
                        sight.policy(),
                        sight.questions(),
                        diagnosis.map(Diagnosis::wanted).orElse(Set.of()),
                        diagnosis.map(Diagnosis::wantedHealth).orElse(Set.of()),
                        AliasQuestions.of(
                                sight.policy(), sight.questions(), AliasScout.unproven(sight))),
                pass.status(),
                pass.caches().waker());
    }

    Optional<Plan> plan(Pass pass, Sight sight, Optional<Diagnosis> diagnosis) {
        List<Finding> findings =
                Stream.concat(
                                Stream.concat(
                                        diagnosis.stream().flatMap(it -> it.findings().stream()),
                                        RecoveryOutOfReach.find(sight.policy()).stream()),
                                Stream.concat(
                                        sight
                                                .credentials()
                                                .flatMap(StaleCredentials::find)
                                                .stream(),
                                        sight.pool().stream()
                                                .flatMap(
                                                        it ->
                                                                POOL_DIAGNOSER
                                                                        .diagnose(it)
                                                                        .stream())))
                        .toList();
        return sight.deployment()
                .map(deployment -> PLANNER.plan(situation(pass, sight, findings, deployment)));
    }

    private Situation situation(
            Pass pass, Sight sight, List<Finding> findings, Deployment deployment) {
        Optional<ConnectivityPolicyStatus> status = pass.status();
        return new Situation(
                sight.policy(),
                pass.resource(),
                findings,
                deployment,
                sight.replicaSets(),
                sight.pods(),
                sight.services(),
                status.map(ConnectivityPolicyStatus::observedGeneration).orElse(0L),
                status.map(ConnectivityPolicyStatus::findings).orElse(List.of()),
                status.map(ConnectivityPolicyStatus::rollout),
                new Situation.Rules(
                        config.enforce(),
                        config.oneShotManagers(),
                        new Marks(config.reconcilerMarks()),
                        slots.free(pass.uid(), pass.caches().policies())),
                now());
    }

    Known conclude(Pass pass, Sight sight, Optional<Diagnosis> diagnosis, Optional<Plan> plan) {
        Policy policy = sight.policy();
        return new Known(
                policy.generation(),
                Optional.of(policy),
                Optional.empty(),
                sight.problems(),
                diagnosis,
                plan.map(Plan::rulings).orElse(List.<Ruling>of()),
                plan.flatMap(Plan::rollout),
                Optional.empty(),
                watchtower.upstreams(policy),
                watchtower.database(policy),
                watchtower.objectives(policy),
                Fallbacks.NONE,
                watchtower.outages(policy, diagnosis, pass.status()),
                config.enforce(),
                pass.status(),
                Optional.empty(),
                now());
    }

    Known enforce(Pass pass, Known known, Optional<Plan> plan) {
        return plan.map(decided -> enforcer.enforce(pass, known, decided)).orElse(known);
    }

    private Instant now() {
        return clock.instant();
    }
}
