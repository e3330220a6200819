package dev.connectivity.status;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.assertSays;
import static dev.connectivity.testing.StatusFixtures.down;
import static dev.connectivity.testing.StatusFixtures.up;

import dev.connectivity.judge.Circuit;
import org.junit.jupiter.api.Test;

/** Whether dependencies answer, and what degrades. */
class ReachConditionsTest {

    @Test
    void aRequiredUpstreamThatIsDown() {
        assertSays(
                aKnown().upstream("chat", true, down(Circuit.Closed)),
                "UpstreamsReachable False/ConnectionTimeout",
                "Degraded absent",
                "Ready True/Ready");
    }

    @Test
    void oneNotYetAsked() {
        assertSays(
                aKnown().upstream("a", true, up()).upstream("b", true),
                "UpstreamsReachable Unknown/Undetermined");
    }

    @Test
    void downOutweighsUnknown() {
        assertSays(
                aKnown().upstream("a", true).upstream("b", true, down(Circuit.Closed)),
                "UpstreamsReachable False/ConnectionTimeout");
    }

    @Test
    void anOptionalOneOnlyDegrades() {
        assertSays(
                aKnown().upstream("a", true, up()).upstream("chat", false, down(Circuit.Open)),
                "UpstreamsReachable True/Reachable",
                "Degraded True/CircuitOpen");
    }

    @Test
    void noneRequired() {
        assertSays(
                aKnown().upstream("chat", false, down(Circuit.Closed)),
                "UpstreamsReachable True/Reachable");
    }

    @Test
    void aCircuitOnTrialStillDegrades() {
        assertSays(
                aKnown().upstream("chat", false, down(Circuit.HalfOpen)),
                "Degraded True/CircuitOpen");
    }

    @Test
    void aDatabaseThatIsDown() {
        assertSays(
                aKnown().database(down(Circuit.Open)),
                "DatabaseReachable False/ConnectionTimeout",
                "Degraded True/CircuitOpen",
                "Ready True/Ready");
    }

    @Test
    void aDatabaseThatAnswers() {
        assertSays(aKnown().database(up()), "DatabaseReachable True/Reachable");
    }

    @Test
    void aDatabaseNotYetAsked() {
        assertSays(aKnown().database(), "DatabaseReachable Unknown/Undetermined");
    }
}
