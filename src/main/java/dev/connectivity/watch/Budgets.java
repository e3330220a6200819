package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.objective.Account;
import dev.connectivity.judge.objective.Held;
import dev.connectivity.judge.objective.PolicyReadings;
import dev.connectivity.judge.objective.Standing;
import dev.connectivity.metrics.ObjectiveMeters;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is counted for the objectives of each policy, by its UID, so that one made anew begins anew.
 * Written by the engine's threads and the loop's; one policy's at a time.
 */
@ApplicationScoped
public class Budgets {

    private final Map<String, PolicyBudget> policies = new ConcurrentHashMap<>();

    /** Of policies that were not looked at yet. */
    private final Map<String, Map<String, Account>> restored = new ConcurrentHashMap<>();

    private final OperatorConfig config;
    private final InstantSource clock;

    public Budgets(OperatorConfig config, InstantSource clock, ObjectiveMeters meters) {
        this.config = config;
        this.clock = clock;
        meters.show(this::readings);
    }

    /** Counts for the policy's objectives from now on, and goes on from what was restored. */
    void keep(Policy policy, Optional<ConnectivityPolicyStatus> status, Wake wake) {
        of(policy.uid())
                .hold(
                        policy,
                        Held.of(policy, config.listenerInterval()),
                        status.flatMap(it -> Optional.ofNullable(it.objectives()))
                                .orElse(List.of()),
                        wake);
    }

    /** The policy is there, and asks nothing. */
    void rest(String uid) {
        of(uid).rest();
    }

    void forget(String uid) {
        policies.remove(uid);
        restored.remove(uid);
    }

    void attempted(String uid, String dependency, Observation attempt, boolean first) {
        known(uid).ifPresent(it -> it.attempted(dependency, attempt, first));
    }

    /** A request of the workload's readiness path. */
    void requested(String uid, Observation request) {
        if (request.succeeded()) {
            known(uid).ifPresent(it -> it.answered(Outages.WORKLOAD, request));
        }
    }

    /** Whether the workload answers where traffic is sent. */
    void reached(String uid, Reach reach) {
        Optional<Boolean> answers =
                switch (reach) {
                    case Yes -> Optional.of(true);
                    case No -> Optional.of(false);
                    case Unknown -> Optional.empty();
                };
        known(uid).ifPresent(it -> it.reached(answers, clock.instant()));
    }

    /** In the order of the goals; empty where none is declared. */
    List<Standing> standings(String uid) {
        return known(uid).map(it -> it.standings(clock.instant())).orElse(List.of());
    }

    /** Has every policy looked at again whose objectives stand otherwise than was told. */
    public boolean look() {
        boolean changed = false;
        for (PolicyBudget policy : policies.values()) {
            changed |= policy.look(clock.instant());
        }
        return changed;
    }

    /** Numbers of all policies that declare objectives. */
    public List<PolicyReadings> readings() {
        return policies.values().stream()
                .flatMap(it -> it.readings(clock.instant()).stream())
                .toList();
    }

    /** Numbers of one policy; empty where it declares no objective. */
    public Optional<PolicyReadings> readings(String uid) {
        return known(uid).flatMap(it -> it.readings(clock.instant()));
    }

    /** Puts back what was counted in another life, of policies that are not looked at yet. */
    public void restore(Map<String, Map<String, Account>> accounts) {
        restored.putAll(accounts);
    }

    /** Of what was restored, all that no policy asked for until now belongs to none. */
    public void dropUnclaimed() {
        restored.clear();
    }

    /** All that is counted, by UID and dependency, as it is at one moment for each policy. */
    public Map<String, Map<String, Account>> accounts() {
        Map<String, Map<String, Account>> all = new HashMap<>(restored);
        policies.forEach(
                (uid, policy) -> {
                    Map<String, Account> own = policy.accounts();
                    if (!own.isEmpty()) {
                        all.put(uid, own);
                    }
                });
        return all;
    }

    private PolicyBudget of(String uid) {
        return policies.computeIfAbsent(
                uid,
                key ->
                        new PolicyBudget(
                                Optional.ofNullable(restored.remove(key)).orElse(Map.of())));
    }

    private Optional<PolicyBudget> known(String uid) {
        return Optional.ofNullable(policies.get(uid));
    }
}
