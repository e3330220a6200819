package dev.connectivity.plan;

import static dev.connectivity.plan.RolloutScenes.failed;
import static dev.connectivity.plan.RolloutScenes.fixed;
import static dev.connectivity.plan.RolloutScenes.progressing;
import static dev.connectivity.plan.RolloutScenes.undone;
import static dev.connectivity.testing.PlanFindings.ownPortIsMissing;
import static dev.connectivity.testing.PlanFindings.portVariableIsWrong;
import static dev.connectivity.testing.PlanFindings.status;
import static dev.connectivity.testing.PlanFindings.targetPortIsWrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.PlanFindings;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UndoTest {

    @Test
    void aFailedRolloutGoesBackToThePreviousValuesAndStandsAlone() {
        Plan plan = plan(failed().with(targetPortIsWrong()));
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Undone);
        assertThat(plan.changes())
                .singleElement()
                .returns(false, Change::force)
                .returns(true, Change::rollsOut)
                .extracting(Change::fields)
                .isEqualTo(
                        Serialization.unmarshal(
                                """
                                spec:
                                  template:
                                    spec:
                                      containers:
                                      - name: app
                                        env: [{name: PORT, value: "3000"}]
                                """,
                                Map.class));
        assertThat(plan.changes().getFirst().fixes())
                .singleElement()
                .returns(PlanFindings.ENV_PORT.toString(), it -> it.path().toString())
                .returns("3000", it -> it.value());
        assertThat(plan.rulings())
                .filteredOn(it -> it.finding().subject().equals(PlanFindings.DEPLOYMENT))
                .extracting(Ruling::decision)
                .containsOnly(Decision.Failed);
        assertThat(plan.rulings())
                .filteredOn(it -> it.finding().subject().equals(PlanFindings.SERVICE))
                .extracting(Ruling::decision)
                .containsOnly(Decision.Wait);
    }

    @Test
    void anUndoThatWasWrittenDownAndNotMadeIsMade() {
        RolloutStatus undone = plan(failed()).rollout().orElseThrow();
        Plan plan = plan(failed().rollout(undone));
        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.rollout()).contains(undone);
    }

    @Test
    void anUndoThatWasMadeIsNotMadeAgainEvenWhileTheDeadlineStillShows() {
        Plan plan = plan(undone());
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Undone);
        assertThat(plan.releases()).isEmpty();
    }

    @Test
    void whatFailedIsNotTriedAgain() {
        Plan plan =
                plan(undone().with(portVariableIsWrong(), ownPortIsMissing(), targetPortIsWrong()));
        assertThat(plan.rulings())
                .extracting(Ruling::decision)
                .containsExactly(Decision.Failed, Decision.Failed, Decision.Apply);
        assertThat(plan.changes())
                .extracting(Change::subject)
                .containsExactly(PlanFindings.SERVICE);
    }

    @Test
    void whatTheUndoTookBackIsNotCountedAsAReturn() {
        Plan plan =
                plan(
                        undone().with(ownPortIsMissing())
                                .before(
                                        status(portVariableIsWrong(), FindingState.applied),
                                        status(ownPortIsMissing(), FindingState.applied)));
        assertThat(plan.rulings())
                .allMatch(it -> it.decision() == Decision.Failed && it.returns().isEmpty());
    }

    @Test
    void aNewPolicyTriesAgain() {
        Plan plan = plan(undone().policyEdited().settled().with(portVariableIsWrong()));
        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Progressing);
    }

    @Test
    void aNewWorkloadTriesAgainAndAScaledOneDoesNot() {
        Situations scaled =
                undone().onDeployment(it -> it.getSpec().setReplicas(3))
                        .with(portVariableIsWrong());
        assertThat(plan(scaled).changes()).isEmpty();
        Situations deployed =
                undone().onContainer(it -> it.setImage("storefront:2")).with(portVariableIsWrong());
        assertThat(plan(deployed).changes()).hasSize(1);
    }

    @Test
    void aRolloutThatFailedForAnotherReasonThanOursIsLeftAlone() {
        Situations others =
                fixed().replicaSet(2)
                        .onContainer(it -> it.setImage("storefront:broken"))
                        .replicaSet(3);
        Plan plan = plan(others.pastDeadline().rollout(progressing()));
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Progressing);
    }

    @Test
    void observeUndoesNothing() {
        assertThat(plan(failed().switchedToObserve()).changes()).isEmpty();
    }

    private static Plan plan(Situations situation) {
        return new Planner().plan(situation.build());
    }
}
