package dev.connectivity.plan;

import static dev.connectivity.testing.PlanFindings.ownPortIsMissing;
import static dev.connectivity.testing.PlanFindings.portVariableIsWrong;
import static dev.connectivity.testing.PlanFindings.status;
import static dev.connectivity.testing.PlanFindings.targetPortIsWrong;
import static dev.connectivity.testing.Situations.NOW;
import static dev.connectivity.testing.Situations.aSituation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.Held;
import dev.connectivity.testing.PlanFindings;
import dev.connectivity.testing.Situations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final String TARGET_PORT = "spec.ports[port=80,protocol=TCP].targetPort";
    private static final String PORT_VARIABLE =
            "spec.template.spec.containers[name=app].env[name=PORT].value";

    @Test
    void whatWasAppliedAndIsOursHolds() {
        Situations fixed =
                aSituation()
                        .targetPort(3001)
                        .heldOnService(Held.applied(FieldManagers.ALIGNMENT, TARGET_PORT))
                        .before(status(targetPortIsWrong(), FindingState.applied));
        assertRuled(fixed, Decision.Holds);
        assertThat(plan(fixed).changes()).isEmpty();
    }

    @Test
    void whatWasAppliedAndIsRightButNoLongerOursIsForgotten() {
        Situations taken =
                aSituation()
                        .targetPort(3001)
                        .before(status(targetPortIsWrong(), FindingState.applied));
        assertThat(plan(taken).rulings()).isEmpty();
    }

    @Test
    void whatWeHoldIsKnownEvenWhereTheStatusWasNeverWritten() {
        Situations killed =
                aSituation()
                        .targetPort(3001)
                        .portVariable("3001")
                        .heldOnService(Held.applied(FieldManagers.ALIGNMENT, TARGET_PORT))
                        .heldOnDeployment(Held.applied(FieldManagers.ALIGNMENT, PORT_VARIABLE));
        Plan plan = plan(killed);
        assertThat(plan.rulings()).hasSize(2).allMatch(it -> it.decision() == Decision.Holds);
        assertThat(plan.rulings().getFirst().finding().field()).isEqualTo(TARGET_PORT);
        assertThat(plan.rulings().getFirst().finding().expected()).isEqualTo("3001");
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.releases()).isEmpty();
    }

    @Test
    void theFirstReturnOfAServiceIsCountedAndCorrected() {
        Plan plan =
                plan(
                        aSituation()
                                .with(targetPortIsWrong())
                                .before(status(targetPortIsWrong(), FindingState.applied)));
        assertThat(plan.rulings())
                .singleElement()
                .returns(Decision.Apply, Ruling::decision)
                .returns(List.of(NOW), Ruling::returns);
    }

    @Test
    void aReturnIsCountedOnce() {
        Plan plan =
                plan(
                        aSituation()
                                .with(targetPortIsWrong())
                                .before(
                                        status(
                                                targetPortIsWrong(),
                                                FindingState.proposed,
                                                NOW.minusSeconds(5))));
        assertThat(plan.rulings())
                .singleElement()
                .returns(List.of(NOW.minusSeconds(5)), Ruling::returns);
    }

    @Test
    void theThirdReturnOfAServiceWithinAnHourIsContested() {
        Situations third =
                aSituation()
                        .with(targetPortIsWrong())
                        .before(
                                status(
                                        targetPortIsWrong(),
                                        FindingState.applied,
                                        NOW.minus(Duration.ofMinutes(59)),
                                        NOW.minusSeconds(9)));
        assertRuled(third, Decision.Contested);
        assertThat(plan(third).changes()).isEmpty();
    }

    @Test
    void threeReturnsOverMoreThanAnHourAreCorrected() {
        assertRuled(
                aSituation()
                        .with(targetPortIsWrong())
                        .before(
                                status(
                                        targetPortIsWrong(),
                                        FindingState.applied,
                                        NOW.minus(Duration.ofMinutes(61)),
                                        NOW.minusSeconds(9))),
                Decision.Apply);
    }

    @Test
    void onlyTheLastThreeReturnsAreKept() {
        Plan plan =
                plan(
                        aSituation()
                                .with(targetPortIsWrong())
                                .before(
                                        status(
                                                targetPortIsWrong(),
                                                FindingState.applied,
                                                NOW.minus(Duration.ofHours(4)),
                                                NOW.minus(Duration.ofHours(3)),
                                                NOW.minus(Duration.ofHours(2)))));
        assertThat(plan.rulings().getFirst().returns())
                .containsExactly(
                        NOW.minus(Duration.ofHours(3)), NOW.minus(Duration.ofHours(2)), NOW);
    }

    @Test
    void theFirstReturnInThePodTemplateIsContestedEvenUnderTakeOver() {
        Situations returned =
                aSituation()
                        .onConflict(OnConflict.TakeOver)
                        .with(portVariableIsWrong())
                        .before(status(portVariableIsWrong(), FindingState.applied));
        assertRuled(returned, Decision.Contested);
        assertThat(plan(returned).changes()).isEmpty();
    }

    @Test
    void aReturnIsSeenEvenWhileTheEvidenceIsOut() {
        assertRuled(
                aSituation().before(status(portVariableIsWrong(), FindingState.applied)),
                Decision.Contested);
        Situations service = aSituation().before(status(targetPortIsWrong(), FindingState.applied));
        assertRuled(service, Decision.Wait);
        assertThat(plan(service).rulings().getFirst().returns()).containsExactly(NOW);
    }

    @Test
    void anOwnEntryThatWasRemovedCameBackToo() {
        assertRuled(
                aSituation()
                        .with(ownPortIsMissing())
                        .before(
                                status(
                                        PlanFindings.finding(
                                                ownPortIsMissing().reason(),
                                                PlanFindings.DEPLOYMENT,
                                                new Fix(
                                                        PlanFindings.path(
                                                                PlanFindings.OWN_PORT
                                                                        + ".containerPort"),
                                                        3001,
                                                        true)),
                                        FindingState.applied)),
                Decision.Contested);
    }

    @Test
    void contestedLastsUntilThePolicyChanges() {
        Situations contested =
                aSituation()
                        .with(targetPortIsWrong())
                        .before(
                                status(
                                        targetPortIsWrong(),
                                        FindingState.contested,
                                        NOW.minus(Duration.ofDays(2))));
        assertRuled(contested, Decision.Contested);
        Plan edited = plan(contested.policyEdited());
        assertThat(edited.rulings())
                .singleElement()
                .returns(Decision.Apply, Ruling::decision)
                .returns(List.of(), Ruling::returns);
    }

    @Test
    void contestedLastsWhileTheEvidenceIsOutAndEndsWhenTheFieldIsRight() {
        Situations contested =
                aSituation().before(status(portVariableIsWrong(), FindingState.contested, NOW));
        assertRuled(contested, Decision.Contested);
        assertThat(plan(contested.portVariable("3001")).rulings()).isEmpty();
    }

    @Test
    void anotherWantedValueForAFieldOfOursIsNoReturn() {
        Situations edited =
                aSituation()
                        .heldOnService(Held.applied(FieldManagers.ALIGNMENT, TARGET_PORT))
                        .with(targetPortIsWrong())
                        .before(
                                status(
                                        PlanFindings.finding(
                                                Reason.PortMismatch,
                                                PlanFindings.SERVICE,
                                                new Fix(PlanFindings.TARGET_PORT, 3000, true)),
                                        FindingState.applied));
        assertThat(plan(edited).rulings())
                .singleElement()
                .returns(Decision.Apply, Ruling::decision)
                .returns(List.of(), Ruling::returns);
    }

    /** It writes under our name, so that only the value tells. */
    @Test
    void aFieldThatAnotherPolicySetIsAReturn() {
        Situations taken =
                aSituation()
                        .heldOnService(Held.applied(FieldManagers.ALIGNMENT, TARGET_PORT))
                        .with(targetPortIsWrong());
        assertThat(plan(taken.before(status(targetPortIsWrong(), FindingState.applied))).rulings())
                .singleElement()
                .returns(List.of(NOW), Ruling::returns);
    }

    @Test
    void aSuspendedPolicysFixesStillHold() {
        assertRuled(
                aSituation()
                        .suspended()
                        .targetPort(3001)
                        .heldOnService(Held.applied(FieldManagers.ALIGNMENT, TARGET_PORT))
                        .before(status(targetPortIsWrong(), FindingState.applied)),
                Decision.Holds);
    }

    private static Plan plan(Situations situation) {
        return new Planner().plan(situation.build());
    }

    private static void assertRuled(Situations situation, Decision decision) {
        assertThat(plan(situation).rulings()).singleElement().returns(decision, Ruling::decision);
    }
}
