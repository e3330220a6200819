package dev.connectivity.status;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.assertSays;
import static dev.connectivity.testing.StatusFixtures.down;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.judge.Circuit;
import org.junit.jupiter.api.Test;

/** What Ready gates on. */
class ReadyGateTest {

    @Test
    void configurationDoesNotGateOnTheWorkload() {
        assertSays(aKnown().reach(Reach.No, Reason.ListenerNotStarted), "Ready True/Ready");
    }

    @Test
    void workloadDoes() {
        assertSays(
                aKnown().readyWhen(ReadyWhen.Workload).reach(Reach.No, Reason.ListenerNotStarted),
                "Ready False/ListenerNotStarted");
    }

    @Test
    void workloadDoesNotGateOnDependencies() {
        assertSays(
                aKnown().readyWhen(ReadyWhen.Workload).database(down(Circuit.Closed)),
                "Ready True/Ready");
    }

    @Test
    void allGatesOnTheDatabase() {
        assertSays(
                aKnown().readyWhen(ReadyWhen.All).database(down(Circuit.Closed)),
                "Ready False/ConnectionTimeout");
    }

    @Test
    void allGatesOnRequiredUpstreams() {
        assertSays(
                aKnown().readyWhen(ReadyWhen.All).upstream("chat", true, down(Circuit.Closed)),
                "Ready False/ConnectionTimeout");
    }

    @Test
    void allAsksForNoMoreThanIsDeclared() {
        assertSays(aKnown().readyWhen(ReadyWhen.All), "Ready True/Ready");
    }

    @Test
    void allWaitsForWhatIsUnknown() {
        assertSays(aKnown().readyWhen(ReadyWhen.All).database(), "Ready Unknown/Undetermined");
    }

    @Test
    void falseOutweighsAnEarlierUnknown() {
        assertSays(
                aKnown().readyWhen(ReadyWhen.All)
                        .database(down(Circuit.Closed))
                        .rollout(RolloutState.Progressing),
                "Ready False/ConnectionTimeout");
    }

    @Test
    void suspendedFromTheStart() {
        assertSays(
                aKnown().suspended(),
                "Accepted True/Accepted",
                "Programmed Unknown/Suspended",
                "Ready Unknown/Suspended");
    }
}
