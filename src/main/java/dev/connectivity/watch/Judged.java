package dev.connectivity.watch;

import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.VerdictMeters;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import dev.connectivity.watch.Verdicts.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is thought of dependencies: each by itself, and what many have in common. */
@ApplicationScoped
class Judged implements DependencyCourse.Audience {

    private final Verdicts verdicts;
    private final Correlation correlation;
    private final VerdictMeters meters;
    private final Budgets budgets;
    private final Recalls recalls;

    Judged(
            Verdicts verdicts,
            Correlation correlation,
            VerdictMeters meters,
            Budgets budgets,
            Recalls recalls) {
        this.verdicts = verdicts;
        this.correlation = correlation;
        this.meters = meters;
        this.budgets = budgets;
        this.recalls = recalls;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    Budgets budgets() {
        return budgets;
    }

    Recalls recalls() {
        return recalls;
    }

    Correlation correlation() {
        return correlation;
    }

    @Override
    public void judged(PolicyKey policy, String id, Observation observation, Turn turn) {
        meters.judged(policy.uid(), id, observation, turn.after());
        budgets.attempted(policy.uid(), id, observation, turn.after().history().sampling().first());
        recalls.attempted(policy.uid(), id, observation);
        turn.after()
                .incident()
                .filter(it -> !turn.before().incident().equals(Optional.of(it)))
                .ifPresent(it -> recalls.lost(policy.uid(), id, it));
        correlation.judged(
                new Correlation.Key(policy, id), observation, turn.before(), turn.after());
    }

    /** Empty of what is not asked. */
    Optional<Verdict> of(Policy policy, String id) {
        Correlation.Key key = new Correlation.Key(PolicyKey.of(policy), id);
        return verdicts.get(policy.uid(), id)
                .map(verdict -> verdict.failingOn(correlation.of(key, verdict)));
    }

    /** Forgets all others of this policy. */
    void retain(Policy policy, Set<String> ids) {
        verdicts.retain(policy.uid(), ids);
        recalls.retain(policy.uid(), remembered(policy, ids));
        correlation.retain(PolicyKey.of(policy), ids);
        ids.forEach(
                id ->
                        verdicts.get(policy.uid(), id)
                                .ifPresent(
                                        verdict ->
                                                meters.stands(
                                                        policy.uid(), id, verdict.circuit())));
    }

    /** With the workload: while none of its pods is asked too, since others will be. */
    private static Set<String> remembered(Policy policy, Set<String> ids) {
        return Stream.concat(ids.stream(), policy.listener().map(_ -> Outages.WORKLOAD).stream())
                .collect(Collectors.toSet());
    }

    void forget(String uid) {
        verdicts.forget(uid);
        recalls.forget(uid);
        correlation.forget(uid);
    }
}
