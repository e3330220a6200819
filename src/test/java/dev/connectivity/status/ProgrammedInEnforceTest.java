package dev.connectivity.status;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.aRuling;
import static dev.connectivity.testing.StatusFixtures.assertSays;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.KnownBuilder;
import org.junit.jupiter.api.Test;

/** Whether our fixes are in place, where they may be made. */
class ProgrammedInEnforceTest {

    @Test
    void whatHoldsIsProgrammed() {
        assertSays(ruled(Decision.Holds), "Programmed True/Programmed", "Ready True/Ready");
    }

    @Test
    void whatIsAppliedWithoutARolloutIsProgrammed() {
        assertSays(ruled(Decision.Apply), "Programmed True/Programmed");
    }

    @Test
    void aRolloutOfOursIsWaitedFor() {
        assertSays(
                ruled(Decision.Apply).rollout(RolloutState.Progressing),
                "Programmed Unknown/RolloutInProgress",
                "Reconciling True/RolloutInProgress",
                "Ready Unknown/RolloutInProgress",
                "Stalled absent");
    }

    @Test
    void soIsAForeignOne() {
        assertSays(
                ruled(Decision.Wait),
                "Programmed Unknown/RolloutInProgress",
                "Reconciling True/RolloutInProgress");
    }

    @Test
    void aCompleteRolloutIsOver() {
        assertSays(
                ruled(Decision.Holds).rollout(RolloutState.Complete),
                "Programmed True/Programmed",
                "Reconciling absent");
    }

    @Test
    void aHeldFieldStalls() {
        assertSays(
                ruled(Decision.Conflict),
                "Programmed False/FieldOwnershipConflict",
                "Stalled True/FieldOwnershipConflict",
                "Ready False/FieldOwnershipConflict");
    }

    @Test
    void aContestedFieldStalls() {
        assertSays(
                ruled(Decision.Contested), "Programmed False/Contested", "Stalled True/Contested");
    }

    @Test
    void anUndoneRolloutStalls() {
        assertSays(
                ruled(Decision.Failed).rollout(RolloutState.Undone),
                "Programmed False/RolloutFailed",
                "Stalled True/RolloutFailed");
    }

    @Test
    void aRefusedPatchStalls() {
        assertSays(
                ruled(Decision.Apply).failure(Reason.PatchRejected),
                "Programmed False/PatchRejected",
                "Stalled True/PatchRejected");
    }

    @Test
    void theGravestIsTold() {
        assertSays(
                ruled(Decision.Conflict).ruling(aRuling(Reason.PortMismatch, Decision.Failed)),
                "Programmed False/RolloutFailed");
    }

    @Test
    void aChangeThatIsNeverOursStaysProposedAndReadyDoesNotWaitForIt() {
        assertSays(
                ruled(Decision.Propose),
                "Programmed Unknown/Proposed",
                "Stalled absent",
                "Ready True/Ready");
    }

    @Test
    void aConflictOutweighsAProposal() {
        assertSays(
                ruled(Decision.Propose).ruling(aRuling(Reason.PortMismatch, Decision.Conflict)),
                "Programmed False/FieldOwnershipConflict");
    }

    @Test
    void aFindingWithoutAFixLeavesUsNothingToDo() {
        assertSays(ruled(Decision.None), "Programmed True/Programmed");
    }

    @Test
    void aDisprovenClaimIsNotReady() {
        assertSays(
                aKnown().ruling(aRuling(Reason.PolicyPortRefused, Decision.None)),
                "Programmed Unknown/PolicyPortRefused",
                "Ready Unknown/PolicyPortRefused");
    }

    @Test
    void beforeTheFirstLookNothingIsClaimed() {
        assertSays(
                aKnown().reach(Reach.Unknown, Reason.Undetermined),
                "Programmed Unknown/Undetermined",
                "WorkloadReachable Unknown/Undetermined",
                "Ready Unknown/Undetermined");
    }

    @Test
    void aFindingThatNothingCanBeToldIsNothingToWaitFor() {
        assertSays(
                aKnown().ruling(aRuling(Reason.Undetermined, Decision.None))
                        .reach(Reach.Unknown, Reason.Undetermined),
                "Programmed True/Programmed",
                "WorkloadReachable Unknown/Undetermined",
                "Ready True/Ready");
    }

    private static KnownBuilder ruled(Decision decision) {
        return aKnown().ruling(aRuling(Reason.PortMismatch, decision));
    }
}
