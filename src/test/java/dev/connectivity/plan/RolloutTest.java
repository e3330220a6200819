package dev.connectivity.plan;

import static dev.connectivity.testing.Situations.NOW;
import static dev.connectivity.testing.Situations.aSituation;
import static dev.connectivity.testing.Situations.ownPortIsMissing;
import static dev.connectivity.testing.Situations.portVariableIsWrong;
import static dev.connectivity.testing.Situations.status;
import static dev.connectivity.testing.Situations.targetPortIsWrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.Held;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutTest {

    private static final String CONTAINER = "spec.template.spec.containers[name=app]";

    @Test
    void aTemplateChangeIsWrittenDownBeforeItIsMade() {
        Plan plan = plan(aSituation().with(portVariableIsWrong()));
        assertThat(plan.rollout()).hasValueSatisfying(it -> {
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
        RolloutStatus written = plan(aSituation().with(portVariableIsWrong())).rollout().orElseThrow();
        RolloutStatus earlier = new RolloutStatus("d-1", written.state(), written.template(), "2026-03-01T11:59:00Z");
        Plan again = plan(aSituation().with(portVariableIsWrong()).rollout(earlier));
        assertThat(again.changes()).hasSize(1);
        assertThat(again.rollout()).contains(earlier);
    }

    @Test
    void scalingDoesNotMakeItAnotherWorkloadAndAnImageDoes() {
        String template = template(aSituation());
        assertThat(template(aSituation().onDeployment(it -> it.getSpec().setReplicas(5)).settled())).isEqualTo(template);
        assertThat(template(aSituation().portVariable("4000"))).isEqualTo(template);
        assertThat(template(aSituation().onContainer(it -> it.setImage("storefront:2")))).isNotEqualTo(template);
    }

    @Test
    void aRolloutNotYetSeenByItsControllerIsNotStackedOn() {
        assertWaits(aSituation().onDeployment(it -> it.getMetadata().setGeneration(2L)));
    }

    @Test
    void aRolloutThatStillCreatesPodsIsNotStackedOn() {
        assertWaits(aSituation().onDeployment(it -> {
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
        assertApplies(aSituation().replicaSet(1).replicaSet(2).pod(1, "{waiting: {reason: ContainerCreating}}"));
    }

    @Test
    void aRolloutThatIsStuckOnTheProvenCauseIsHelped() {
        // Four wanted, one more allowed: the new pod runs, is refused by its probe, and the rollout stays where it is.
        assertApplies(aSituation()
                .replicaSet(1)
                .replicaSet(2)
                .pod(2, "{running: {startedAt: '2026-03-01T11:00:00Z'}}")
                .onDeployment(it -> {
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
        Plan plan = plan(aSituation().withoutFreeSlot().with(targetPortIsWrong(), portVariableIsWrong()));
        assertThat(plan.rulings()).extracting(Ruling::decision).containsExactly(Decision.Apply, Decision.Wait);
        assertThat(plan.changes()).extracting(Change::subject).containsExactly(Situations.SERVICE);
        assertThat(plan.rollout()).isEmpty();
    }

    @Test
    void itCompletes() {
        Plan plan = plan(fixed().replicaSet(2).settled().rollout(progressing()));
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Complete);
    }

    @Test
    void itIsNotCompleteWhileAnOldPodIsLeft() {
        Plan plan = plan(fixed().replicaSet(2).settled().onDeployment(it -> it.getStatus().setReplicas(2)).rollout(progressing()));
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Progressing);
    }

    @Test
    void aRolloutOfADeploymentMadeAnewIsForgotten() {
        assertThat(plan(fixed().rollout(new RolloutStatus("d-0", RolloutState.Undone, "a-b", NOW.toString()))).rollout())
                .isEmpty();
    }

    @Test
    void aFailedRolloutGoesBackToThePreviousValuesAndStandsAlone() {
        Plan plan = plan(failed().with(targetPortIsWrong()));
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Undone);
        assertThat(plan.changes())
                .singleElement()
                .returns(false, Change::force)
                .returns(true, Change::rollsOut)
                .extracting(Change::fields)
                .isEqualTo(Serialization.unmarshal(
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
                .returns(Situations.ENV_PORT.toString(), it -> it.path().toString())
                .returns("3000", it -> it.value());
        assertThat(plan.rulings())
                .filteredOn(it -> it.finding().subject().equals(Situations.DEPLOYMENT))
                .extracting(Ruling::decision)
                .containsOnly(Decision.Failed);
        assertThat(plan.rulings())
                .filteredOn(it -> it.finding().subject().equals(Situations.SERVICE))
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
        Plan plan = plan(undone().with(portVariableIsWrong(), ownPortIsMissing(), targetPortIsWrong()));
        assertThat(plan.rulings())
                .extracting(Ruling::decision)
                .containsExactly(Decision.Failed, Decision.Failed, Decision.Apply);
        assertThat(plan.changes()).extracting(Change::subject).containsExactly(Situations.SERVICE);
    }

    @Test
    void whatTheUndoTookBackIsNotCountedAsAReturn() {
        Plan plan = plan(undone()
                .with(ownPortIsMissing())
                .before(status(portVariableIsWrong(), FindingState.applied), status(ownPortIsMissing(), FindingState.applied)));
        assertThat(plan.rulings()).allMatch(it -> it.decision() == Decision.Failed && it.returns().isEmpty());
    }

    @Test
    void aNewPolicyTriesAgain() {
        Plan plan = plan(undone().policyEdited().settled().with(portVariableIsWrong()));
        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Progressing);
    }

    @Test
    void aNewWorkloadTriesAgainAndAScaledOneDoesNot() {
        Situations scaled = undone().onDeployment(it -> it.getSpec().setReplicas(3)).with(portVariableIsWrong());
        assertThat(plan(scaled).changes()).isEmpty();
        Situations deployed = undone().onContainer(it -> it.setImage("storefront:2")).with(portVariableIsWrong());
        assertThat(plan(deployed).changes()).hasSize(1);
    }

    @Test
    void aRolloutThatFailedForAnotherReasonThanOursIsLeftAlone() {
        Situations others = fixed().replicaSet(2).onContainer(it -> it.setImage("storefront:broken")).replicaSet(3);
        Plan plan = plan(others.pastDeadline().rollout(progressing()));
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.rollout().map(RolloutStatus::state)).contains(RolloutState.Progressing);
    }

    @Test
    void observeUndoesNothing() {
        assertThat(plan(failed().switchedToObserve()).changes()).isEmpty();
    }

    /** Before our change, revision 1; with it now. */
    private static Situations fixed() {
        List<ContainerPort> ports = new ArrayList<>();
        return aSituation()
                .replicaSet(1)
                .portVariable("3001")
                .onContainer(it -> {
                    ports.addAll(it.getPorts());
                    ports.add(new ContainerPortBuilder().withContainerPort(3001).withProtocol("TCP").build());
                    it.setPorts(ports);
                })
                .heldOnDeployment(Held.applied(
                        FieldManagers.ALIGNMENT,
                        CONTAINER + ".name",
                        CONTAINER + ".env[name=PORT].name",
                        CONTAINER + ".env[name=PORT].value",
                        CONTAINER + ".ports[containerPort=3001,protocol=TCP].containerPort",
                        CONTAINER + ".ports[containerPort=3001,protocol=TCP].protocol"));
    }

    private static Situations failed() {
        return fixed()
                .replicaSet(2)
                .pastDeadline()
                .rollout(progressing())
                .before(status(portVariableIsWrong(), FindingState.applied));
    }

    /** As the API server and the Deployment's controller leave it: the old ReplicaSet is the newest, as revision 3. */
    private static Situations undone() {
        RolloutStatus undone = plan(failed()).rollout().orElseThrow();
        return fixed()
                .replicaSet(2)
                .portVariable("3000")
                .onContainer(it -> it.setPorts(it.getPorts().subList(0, 1)))
                .replicaSet(3)
                .heldOnDeployment(Held.applied(
                        FieldManagers.ALIGNMENT,
                        CONTAINER + ".name",
                        CONTAINER + ".env[name=PORT].name",
                        CONTAINER + ".env[name=PORT].value"))
                .pastDeadline()
                .rollout(undone);
    }

    private static RolloutStatus progressing() {
        return new RolloutStatus("d-1", RolloutState.Progressing, template(aSituation()), NOW.toString());
    }

    private static String template(Situations situation) {
        return plan(situation.with(ownPortIsMissing())).rollout().orElseThrow().template();
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
