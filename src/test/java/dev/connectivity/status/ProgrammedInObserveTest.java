package dev.connectivity.status;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.aRuling;
import static dev.connectivity.testing.StatusFixtures.assertSays;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.KnownBuilder;
import org.junit.jupiter.api.Test;

/** Whether our fixes are in place, where they are only proposed. */
class ProgrammedInObserveTest {

    @Test
    void observeProposes() {
        assertSays(
                ruled(Decision.Propose).observing(),
                "Programmed Unknown/Proposed",
                "Ready True/Ready");
    }

    @Test
    void soItDoesWhereTheFieldIsHeld() {
        assertSays(
                ruled(Decision.Conflict).observing(),
                "Programmed Unknown/Proposed",
                "Stalled absent",
                "Ready True/Ready");
    }

    @Test
    void soDoesEnforceWhileTheAdministratorsSwitchIsOff() {
        assertSays(
                ruled(Decision.Propose).enforcementOff(),
                "Programmed Unknown/Proposed",
                "Ready True/Ready");
    }

    @Test
    void observeWithoutFindingsIsProgrammed() {
        assertSays(aKnown().observing(), "Programmed True/Programmed");
    }

    @Test
    void observeDoesNotWaitForARolloutSlot() {
        assertSays(
                ruled(Decision.Wait).observing(),
                "Programmed Unknown/Proposed",
                "Reconciling absent");
    }

    private static KnownBuilder ruled(Decision decision) {
        return aKnown().ruling(aRuling(Reason.PortMismatch, decision));
    }
}
