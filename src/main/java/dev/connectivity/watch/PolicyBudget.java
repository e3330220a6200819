package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveStatus;
import dev.connectivity.judge.objective.Account;
import dev.connectivity.judge.objective.Budget;
import dev.connectivity.judge.objective.Held;
import dev.connectivity.judge.objective.PolicyReadings;
import dev.connectivity.judge.objective.PolicyReadings.Answered;
import dev.connectivity.judge.objective.Reading;
import dev.connectivity.judge.objective.Standing;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One policy's budget, for one thread at a time, and whom to wake when it stands otherwise. */
final class PolicyBudget {

    private record Owner(PolicyKey key, Wake wake) {}

    private final Budget budget;
    private Optional<Owner> owner = Optional.empty();
    private List<Standing> told = List.of();

    PolicyBudget(Map<String, Account> restored) {
        budget = new Budget(restored);
    }

    synchronized void hold(
            Policy policy, List<Held> held, List<ObjectiveStatus> status, Wake wake) {
        if (owner.isEmpty()) {
            budget.recall(status);
        }
        owner = Optional.of(new Owner(PolicyKey.of(policy), wake));
        budget.hold(policy.objectives(), held);
    }

    synchronized void rest() {
        budget.rest();
        owner = Optional.empty();
    }

    synchronized void attempted(String dependency, Observation attempt, boolean first) {
        budget.interval(dependency)
                .ifPresent(
                        interval ->
                                budget.with(
                                        dependency, it -> it.attempted(attempt, first, interval)));
    }

    synchronized void answered(String dependency, Observation request) {
        budget.with(dependency, it -> it.answered(request.began(), request.took()));
    }

    synchronized void reached(Optional<Boolean> answers, Instant now) {
        budget.reached(answers, now);
    }

    synchronized List<Standing> standings(Instant now) {
        told = budget.standings(budget.read(now));
        return told;
    }

    /** Whether it stands otherwise than was told. */
    synchronized boolean look(Instant now) {
        boolean changed = owner.isPresent() && !budget.standings(budget.read(now)).equals(told);
        if (changed) {
            owner.ifPresent(it -> it.wake().wake(it.key().namespace(), it.key().name()));
        }
        return changed;
    }

    /** Empty without an objective. */
    synchronized Optional<PolicyReadings> readings(Instant now) {
        List<Reading> readings = budget.read(now);
        return owner.filter(_ -> !readings.isEmpty())
                .map(
                        it ->
                                new PolicyReadings(
                                        it.key().namespace(),
                                        it.key().name(),
                                        budget.standings(readings),
                                        readings,
                                        answered(now)));
    }

    private Map<String, Answered> answered(Instant now) {
        Map<String, Answered> answered = new LinkedHashMap<>();
        budget.dependencies()
                .forEach(
                        it ->
                                answered.put(
                                        it,
                                        new Answered(
                                                budget.answered(it, false, now),
                                                budget.answered(it, true, now))));
        return answered;
    }

    /** As they are at this moment. */
    synchronized Map<String, Account> accounts() {
        return budget.accounts().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().copy()));
    }
}
