package dev.connectivity.status;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.KnownBuilder.aKnown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.status.Claim.Truth;
import dev.connectivity.testing.KnownBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectivesConditionTest {

    @Test
    void nothingDeclaredIsTrue() {
        assertThat(decided(aKnown())).isEqualTo("True NotDeclared");
    }

    @Test
    void nothingIsKnownBeforeTheWindowHoldsEnough() {
        assertThat(decided(aKnown().objective(Objective.Availability)))
                .isEqualTo("Unknown InsufficientData");
        assertThat(
                        claim(
                                        aKnown().objective(
                                                        Objective.Availability,
                                                        ObjectiveState.InsufficientData,
                                                        "database"))
                                .message())
                .isEqualTo("Availability: the window holds too few samples yet of database.");
    }

    @Test
    void oneThatIsMissedWeighsMoreThanOneThatIsUnknown() {
        KnownBuilder known =
                aKnown().objective(
                                Objective.Availability, ObjectiveState.InsufficientData, "workload")
                        .objective(
                                Objective.ErrorRate,
                                ObjectiveState.Missed,
                                "database",
                                "upstream/chat");

        assertThat(claim(known))
                .isEqualTo(
                        new Claim(
                                Truth.False,
                                Reason.ErrorBudgetExhausted,
                                "ErrorRate: the error budget of database, upstream/chat is"
                                        + " exhausted."));
    }

    @Test
    void allThatAreMetAreWithinBudget() {
        assertThat(
                        decided(
                                aKnown().objective(Objective.Availability, ObjectiveState.Met)
                                        .objective(Objective.Latency, ObjectiveState.Met)))
                .isEqualTo("True WithinBudget");
    }

    @Test
    void aRefusedPolicyHasNone() {
        assertThat(
                        decided(
                                aKnown().objective(Objective.Availability)
                                        .refused(Reason.DuplicatePolicy)))
                .isEqualTo("Unknown Undetermined");
    }

    @Test
    void theStatusKeepsTheTimeOfTheLastChange() {
        KnownBuilder known = aKnown().objective(Objective.Availability, ObjectiveState.Met);
        ConnectivityPolicyStatus first = StatusBuilder.build(known.build());
        ConnectivityPolicyStatus again =
                StatusBuilder.build(
                        known.before(first).now(NOON.plus(Duration.ofHours(1))).build());

        assertThat(again).isEqualTo(first);
        assertThat(first.objectives())
                .containsExactly(
                        new ObjectiveStatus(
                                Objective.Availability,
                                ObjectiveState.Met,
                                null,
                                "2026-03-01T12:00:00Z"));
        ConnectivityPolicyStatus missed =
                StatusBuilder.build(
                        aKnown().objective(
                                        Objective.Availability, ObjectiveState.Missed, "database")
                                .before(first)
                                .now(NOON.plus(Duration.ofHours(2)))
                                .build());
        assertThat(missed.objectives())
                .containsExactly(
                        new ObjectiveStatus(
                                Objective.Availability,
                                ObjectiveState.Missed,
                                List.of("database"),
                                "2026-03-01T14:00:00Z"));
    }

    private static String decided(KnownBuilder known) {
        Claim claim = claim(known);
        return claim.truth() + " " + claim.reason();
    }

    private static Claim claim(KnownBuilder known) {
        return ObjectivesCondition.decide(known.build());
    }
}
