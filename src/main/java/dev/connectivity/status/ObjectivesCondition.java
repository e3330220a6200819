package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.objective.Standing;
import dev.connectivity.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether all that was seen within the window is good enough. */
final class ObjectivesCondition {

    private ObjectivesCondition() {}

    static Claim decide(Known known) {
        Optional<Policy> policy = known.policy().filter(_ -> known.refusal().isEmpty());
        if (policy.isEmpty()) {
            return SpecConditions.notAccepted("Nothing is asked until it is.");
        }
        if (policy.get().objectives().goals().isEmpty()) {
            return Claim.yes(
                    Reason.NotDeclared,
                    "The policy declares no objective for availability, latency or errors.");
        }
        List<Standing> missed = in(ObjectiveState.Missed, known);
        if (!missed.isEmpty()) {
            return Claim.no(
                    Reason.ErrorBudgetExhausted,
                    missed.stream()
                            .map(ObjectivesCondition::exhausted)
                            .collect(Collectors.joining(" ")));
        }
        List<Standing> undecided = in(ObjectiveState.InsufficientData, known);
        boolean untold = known.objectives().isEmpty();
        return untold || !undecided.isEmpty()
                ? Claim.unknown(Reason.InsufficientData, insufficient(undecided))
                : Claim.yes(
                        Reason.WithinBudget,
                        "No more failed, or were slow, than the objectives allow.");
    }

    /** In the order of the goals; empty where none is declared. */
    static List<ObjectiveStatus> show(Known known) {
        return known.objectives().stream().map(one -> show(one, known)).toList();
    }

    private static ObjectiveStatus show(Standing standing, Known known) {
        String since =
                known.before().map(ConnectivityPolicyStatus::objectives).stream()
                        .flatMap(List::stream)
                        .filter(
                                before ->
                                        before.name() == standing.objective()
                                                && before.state() == standing.state())
                        .map(ObjectiveStatus::since)
                        .findFirst()
                        .orElseGet(() -> Times.rfc3339(known.now()));
        return new ObjectiveStatus(
                standing.objective(),
                standing.state(),
                standing.missedBy().isEmpty() ? null : standing.missedBy(),
                since);
    }

    private static List<Standing> in(ObjectiveState state, Known known) {
        return known.objectives().stream().filter(one -> one.state() == state).toList();
    }

    private static String exhausted(Standing standing) {
        return "%s: the error budget of %s is exhausted."
                .formatted(standing.objective(), String.join(", ", standing.missedBy()));
    }

    private static String insufficient(List<Standing> undecided) {
        return undecided.isEmpty()
                ? "The window holds no sample yet."
                : undecided.stream()
                        .map(ObjectivesCondition::insufficient)
                        .collect(Collectors.joining(" "));
    }

    private static String insufficient(Standing standing) {
        String sentence =
                standing.undecided().isEmpty()
                        ? "%s: nothing that is required is held against it."
                                .formatted(standing.objective())
                        : "%s: the window holds too few samples yet of %s."
                                .formatted(
                                        standing.objective(),
                                        String.join(", ", standing.undecided()));
        return standing.never().isEmpty()
                ? sentence
                : "%s Of %s it never will: ask more often, or make objectives.window longer."
                        .formatted(sentence, String.join(", ", standing.never()));
    }
}
