package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.judge.Outages;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told and counted of a workload that is not looked at any more. */
class WorkloadLossTest {

    private static final String LISTENER = "listener: {port: 3001}, ";
    private static final String POLICY =
            "workload: {name: storefront}, %sobjectives: {availability: '99'}";

    private final TestClock clock = new TestClock();
    private final ProbeEngine engine = WatchFixtures.engine();
    private final Watchtower watchtower = WatchFixtures.watchtower(engine, clock);

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void oneThatIsGoneCountsForNothing() {
        pass(LISTENER, Optional.of(Reach.Yes));
        passing(50);
        pass(LISTENER, Optional.empty());
        passing(600);

        assertThat(samples()).isEqualTo(10);
    }

    @Test
    void oneWhoseListenerIsTakenOutOfThePolicyIsNotMissed() {
        pass(LISTENER, Optional.of(Reach.Yes));
        assertThat(pass(LISTENER, Optional.of(Reach.No)).system().orElseThrow().recovered())
                .isEmpty();
        passing(10);
        Outages now = pass("", Optional.empty());

        assertThat(now.workload()).isEmpty();
        assertThat(now.system().orElseThrow().recovered()).isPresent();
    }

    private Outages pass(String listener, Optional<Reach> reach) {
        Policy policy = Policies.read(POLICY.formatted(listener));
        WatchFixtures.pass(
                watchtower,
                policy,
                (_, _) -> {
                    throw new AssertionError("no Secret is named");
                });
        return watchtower.outages(
                policy,
                reach.map(
                        it ->
                                new Diagnosis(
                                        it,
                                        Reason.PortMismatch,
                                        "",
                                        List.of(),
                                        Set.of(),
                                        Set.of())),
                Optional.empty());
    }

    /** It is looked at every 10 s. */
    private void passing(int seconds) {
        for (int second = 0; second < seconds; second += 10) {
            clock.advance(Duration.ofSeconds(10));
            watchtower.budgets().look();
        }
    }

    private long samples() {
        return watchtower.budgets().readings().getFirst().readings().getFirst().samples();
    }
}
