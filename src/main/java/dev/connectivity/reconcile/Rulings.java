package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.FieldManagers;
import dev.connectivity.plan.Plan;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.status.Known;
import dev.connectivity.status.Known.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What becomes of rulings when the API server has answered. */
final class Rulings {

    private Rulings() {}

    static boolean rollingOut(Plan plan) {
        return plan.rollout()
                .filter(rollout -> rollout.state() == RolloutState.Progressing)
                .isPresent();
    }

    /** Those that would be applied now wait instead. */
    static List<Ruling> waiting(List<Ruling> rulings) {
        return rulings.stream()
                .map(
                        ruling ->
                                ruling.decision() == Decision.Apply
                                        ? ruling.with(Decision.Wait)
                                        : ruling)
                .toList();
    }

    static Known after(Known known, Change change, ApplyResult result) {
        return switch (result) {
            case ApplyResult.Applied applied ->
                    with(known, rule(known, change, it -> it.heldBy(FieldManagers.ALIGNMENT)));
            case ApplyResult.Stale stale -> with(known, decide(known, change, Decision.Wait));
            case ApplyResult.Conflict conflict ->
                    failed(
                            known,
                            change,
                            Decision.Conflict,
                            Reason.FieldOwnershipConflict,
                            conflictMessage(change, conflict));
            case ApplyResult.Rejected rejected ->
                    failed(
                            known,
                            change,
                            Decision.Propose,
                            Reason.PatchRejected,
                            "The API server refused the change of %s: %s"
                                    .formatted(change.subject().display(), rejected.message()));
        };
    }

    static Known with(Known known, List<Ruling> rulings) {
        return copy(known, rulings, known.failure(), known.before());
    }

    static Known since(Known known, ConnectivityPolicyStatus before) {
        return copy(known, known.rulings(), known.failure(), Optional.of(before));
    }

    private static Known failed(
            Known known, Change change, Decision decision, Reason reason, String message) {
        return copy(
                known,
                decide(known, change, decision),
                Optional.of(new Problem(reason, message)),
                known.before());
    }

    private static String conflictMessage(Change change, ApplyResult.Conflict conflict) {
        return conflict.held().stream()
                .map(
                        held ->
                                "%s of %s is held by %s"
                                        .formatted(
                                                held.field(),
                                                change.subject().display(),
                                                held.manager()))
                .collect(
                        Collectors.joining(
                                "; ",
                                "",
                                "; apply the proposed patch where that manager takes its values"
                                        + " from."));
    }

    private static List<Ruling> decide(Known known, Change change, Decision decision) {
        return rule(known, change, it -> it.with(decision));
    }

    private static List<Ruling> rule(
            Known known, Change change, UnaryOperator<Ruling> ofThoseThatWereTried) {
        Predicate<Ruling> ofChange =
                ruling ->
                        ruling.decision() == Decision.Apply
                                && ruling.finding().subject().equals(change.subject());
        return known.rulings().stream()
                .map(ruling -> ofChange.test(ruling) ? ofThoseThatWereTried.apply(ruling) : ruling)
                .toList();
    }

    private static Known copy(
            Known known,
            List<Ruling> rulings,
            Optional<Problem> failure,
            Optional<ConnectivityPolicyStatus> before) {
        return new Known(
                known.generation(),
                known.policy(),
                known.refusal(),
                known.unresolved(),
                known.diagnosis(),
                rulings,
                known.rollout(),
                failure,
                known.upstreams(),
                known.database(),
                known.objectives(),
                known.fallbacks(),
                known.outages(),
                known.enforce(),
                before,
                known.again(),
                known.now());
    }
}
