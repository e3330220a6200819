package dev.connectivity.plan;

import static dev.connectivity.plan.RolloutScenes.fixed;
import static dev.connectivity.plan.RolloutScenes.progressing;
import static dev.connectivity.plan.RolloutScenes.template;
import static dev.connectivity.testing.PlanFindings.portVariableIsWrong;
import static dev.connectivity.testing.PlanFindings.targetPortIsWrong;
import static dev.connectivity.testing.Situations.NOW;
import static dev.connectivity.testing.Situations.aSituation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.PlanFindings;
import dev.connectivity.testing.Situations;
import org.junit.jupiter.api.Test;

class RolloutTest {

    @Test
    void aTemplateChangeIsWrittenDownBeforeItIsMade() {
        Plan plan = plan(aSituation().with(portVariableIsWrong()));
        assertThat(plan.rollout())
                .hasValueSatisfying(
                        it -> {
                            assertThat(it.workload()).isEqualTo("d-1");
                            assertThat(it.state()).isEqualTo(RolloutState.Progressing);
                            assertThat(it.began()).isEqualTo(NOW.toString());
                        });
    }

    @Test
    void aServiceChangeIsNoRollout() {
        assertThat(plan(aSituation().with(targetPortIsWrong())).rollout()).isEmpty();
    }

    @Test
    void whatWasWrittenDownAndNeverMadeIsMadeAsTheSameRollout() {
        RolloutStatus written =
                plan(aSituation().with(portVariableIsWrong())).rollout().orElseThrow();
        RolloutStatus earlier =
                new RolloutStatus(
                        "d-1", written.state(), written.template(), "2026-03-01T11:59:00Z");
        Plan again = plan(aSituation().with(portVariableIsWrong()).rollout(earlier));
        assertThat(again.changes()).hasSize(1);
        assertThat(again.rollout()).contains(earlier);
    }

    @Test
    void scalingDoesNotMakeItAnotherWorkloadAndAnImageDoes() {
        String template = template(aSituation());
        assertThat(template(aSituation().onDeployment(it -> it.getSpec().setReplicas(5)).settled()))
                .isEqualTo(template);
        assertThat(template(aSituation().portVariable("4000"))).isEqualTo(template);
        assertThat(template(aSituation().onContainer(it -> it.setImage("storefront:2"))))
                .isNotEqualTo(template);
    }

    @Test
    void aRolloutNotYetSeenByItsControllerIsNotStackedOn() {
        assertWaits(aSituation().onDeployment(it -> it.getMetadata().setGeneration(2L)));
    }

    @Test
    void aRolloutThatStillCreatesPodsIsNotStackedOn() {
        assertWaits(
                aSituation()
                        .onDeployment(
                                it -> {
                                    it.getSpec().setReplicas(4);
                                    it.getStatus().setReplicas(4);
                                    it.getStatus().setUpdatedReplicas(0);
                                }));
    }

    @Test
    void aRolloutWhosePodsStartIsNotStackedOn() {
        assertWaits(aSituation().replicaSet(1).pod(1, "{waiting: {reason: ContainerCreating}}"));
    }

    @Test
    void aPodOfAnOldReplicaSetDoesNotCount() {
        assertApplies(
                aSituation()
                        .replicaSet(1)
                        .replicaSet(2)
                        .pod(1, "{waiting: {reason: ContainerCreating}}"));
    }

    @Test
    void aRolloutThatIsStuckOnTheProvenCauseIsHelped() {
        // Four wanted, one more allowed: the new pod runs, is refused by its probe, and the rollout
        // stays where it is.
        assertApplies(
                aSituation()
                        .replicaSet(1)
                        .replicaSet(2)
                        .pod(2, "{running: {startedAt: '2026-03-01T11:00:00Z'}}")
                        .onDeployment(
                                it -> {
                                    it.getSpec().setReplicas(4);
                                    it.getStatus().setReplicas(5);
                                    it.getStatus().setUpdatedReplicas(1);
                                    it.getStatus().setAvailableReplicas(4);
                                }));
    }

    @Test
    void aCrashingPodIsNotProgress() {
        assertApplies(aSituation().replicaSet(1).pod(1, "{waiting: {reason: CrashLoopBackOff}}"));
    }

    @Test
    void withoutAFreeSlotTheTemplateWaitsAndTheServiceDoesNot() {
        Plan plan =
                plan(
                        aSituation()
                                .withoutFreeSlot()
                                .with(targetPortIsWrong(), portVariableIsWrong()));
        assertThat(plan.rulings())
                .extracting(Ruling::decision)
                .containsExactly(Decision.Apply, Decision.Wait);
        assertThat(plan.changes())
                .extracting(Change::subject)
                .containsExactly(PlanFindings.SERVICE);
        assertThat(plan.rollout()).isEmpty();
    }

    @Test
    void itCompletes() {
        Plan plan = plan(fixed().replicaSet(2).settled().rollout(progressing()));
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Complete);
    }

    @Test
    void itIsNotCompleteWhileAnOldPodIsLeft() {
        Plan plan =
                plan(
                        fixed().replicaSet(2)
                                .settled()
                                .onDeployment(it -> it.getStatus().setReplicas(2))
                                .rollout(progressing()));
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Progressing);
    }

    @Test
    void aRolloutOfADeploymentMadeAnewIsForgotten() {
        assertThat(
                        plan(fixed().rollout(
                                                new RolloutStatus(
                                                        "d-0",
                                                        RolloutState.Undone,
                                                        "a-b",
                                                        NOW.toString())))
                                .rollout())
                .isEmpty();
    }

    private static Plan plan(Situations situation) {
        return new Planner().plan(situation.build());
    }

    private static void assertWaits(Situations situation) {
        Plan plan = plan(situation.with(portVariableIsWrong()));
        assertThat(plan.rulings()).singleElement().returns(Decision.Wait, Ruling::decision);
        assertThat(plan.changes()).isEmpty();
    }

    private static void assertApplies(Situations situation) {
        Plan plan = plan(situation.with(portVariableIsWrong()));
        assertThat(plan.rulings()).singleElement().returns(Decision.Apply, Ruling::decision);
        assertThat(plan.changes()).hasSize(1);
    }
}
