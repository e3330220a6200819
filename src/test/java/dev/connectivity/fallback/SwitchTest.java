package dev.connectivity.fallback;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static dev.connectivity.testing.JudgeFixtures.withCircuit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Fallback;
import dev.connectivity.policy.Fallback.Flag;
import dev.connectivity.policy.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SwitchTest {

    private static final Pacing PACING = withCircuit(aPacing(), 3, Duration.ofSeconds(30), 1);
    private static final Fallback FALLBACK = new Fallback(new Flag("chat"), seconds(60), 6);

    private Fallback declared = FALLBACK;
    private Verdict verdict = Verdict.unknown(NOON);
    private Optional<Standing> standing = Optional.empty();
    private Instant now = NOON;
    private Switch.Decision decision = decide();

    @Test
    void oneThatWasNeverSwitchedIsOff() {
        assertThat(decision.standing())
                .isEqualTo(new Standing(FallbackState.Inactive, NOON, List.of()));
        assertThat(decision.again()).isEmpty();
    }

    @Test
    void itGoesOnWhenTheCircuitOpensAndNotBefore() {
        after(1, this::fails);
        after(1, this::fails);
        assertThat(state()).isEqualTo(FallbackState.Inactive);
        after(1, this::fails);
        assertThat(decision.standing())
                .isEqualTo(new Standing(FallbackState.Active, now, List.of(now)));
    }

    @Test
    void aSingleFailureSwitchesNothingEvenWhereItOpensTheCircuit() {
        Pacing touchy = withCircuit(aPacing(), 1, Duration.ofSeconds(30), 1);
        now = now.plusSeconds(1);
        verdict = Judge.judge(verdict, failed(now, Reason.ConnectionRefused), touchy);
        assertThat(verdict.circuit()).isEqualTo(Circuit.Open);
        decision = decide();
        assertThat(state()).isEqualTo(FallbackState.Inactive);

        now = now.plusSeconds(1);
        verdict = Judge.judge(verdict, failed(now, Reason.ConnectionRefused), touchy);
        decision = decide();
        assertThat(state()).isEqualTo(FallbackState.Active);
    }

    @Test
    void itStaysOffWhereItMayNotBegin() {
        opens();
        standing = Optional.of(Standing.off(NOON));
        assertThat(Switch.decide(FALLBACK, standing, verdict.told(), false, now).standing().state())
                .isEqualTo(FallbackState.Inactive);
    }

    @Test
    void itGoesOffOnceTheCircuitHasBeenClosedForTheDwellTime() {
        opens();
        after(30, this::answers);
        Instant closed = verdict.breaker().since();
        assertThat(state()).isEqualTo(FallbackState.Active);
        assertThat(decision.again()).contains(closed.plusSeconds(60));
        after(59, this::looks);
        assertThat(state()).isEqualTo(FallbackState.Active);
        after(2, this::looks);
        assertThat(state()).isEqualTo(FallbackState.Inactive);
        assertThat(decision.standing().switches()).hasSize(2);
        assertThat(decision.again()).isEmpty();
    }

    @Test
    void aCircuitThatOpensAgainBeginsTheDwellTimeAnew() {
        opens();
        after(30, this::answers);
        after(50, this::fails);
        after(1, this::fails);
        after(1, this::fails);
        after(30, this::answers);
        after(50, this::looks);
        assertThat(state()).isEqualTo(FallbackState.Active);
        assertThat(decision.standing().switches()).hasSize(1);
        after(11, this::looks);
        assertThat(state()).isEqualTo(FallbackState.Inactive);
    }

    @Test
    void itIsHeldOnRatherThanSwitchedOffForTheLastTimeInAnHour() {
        declared = new Fallback(new Flag("chat"), seconds(60), 3);
        for (int outage = 1; outage <= 2; outage++) {
            after(1, this::opens);
            after(30, this::answers);
            after(61, this::looks);
        }
        assertThat(decision.standing().state()).isEqualTo(FallbackState.Held);
        assertThat(decision.standing().switches()).hasSize(3);
        Instant room = decision.standing().switches().get(1).plusSeconds(3600);
        assertThat(decision.again()).contains(room);

        now = room.minusSeconds(1);
        assertThat(decide().standing().state()).isEqualTo(FallbackState.Held);
        now = room;
        decision = decide();
        assertThat(decision.standing().state()).isEqualTo(FallbackState.Inactive);
        assertThat(decision.standing().switches()).hasSize(2);
    }

    @Test
    void oneThatIsHeldIsActiveAgainWhenItsUpstreamFailsAgain() {
        standing = Optional.of(new Standing(FallbackState.Held, NOON, List.of(NOON)));
        verdict = Verdict.unknown(NOON);
        after(1, this::fails);
        after(1, this::fails);
        after(1, this::fails);
        assertThat(decision.standing())
                .isEqualTo(new Standing(FallbackState.Active, now, List.of(NOON)));
    }

    @Test
    void whatAlternatesIsSwitchedOnAndLeftOn() {
        int turns = 0;
        FallbackState last = state();
        for (int i = 0; i < 60; i++) {
            boolean down = i % 2 == 0;
            after(5, down ? this::opens : this::answers);
            turns += state() == last ? 0 : 1;
            last = state();
        }
        assertThat(turns).isEqualTo(1);
        assertThat(last).isEqualTo(FallbackState.Active);
    }

    /** However an upstream behaves, no hour has more switches than allowed, nor a short dwell. */
    @Test
    void noHourHasMoreSwitchesThanTheyMayBe() {
        Random random = new Random(7);
        List<Instant> on = new ArrayList<>();
        List<Instant> all = new ArrayList<>();
        boolean was = false;
        for (int i = 0; i < 20_000; i++) {
            boolean good = random.nextInt(10) > (i / 500 % 2 == 0 ? 1 : 8);
            after(1 + random.nextInt(20), good ? this::answers : this::fails);
            if (decision.standing().isOn() != was) {
                was = !was;
                all.add(now);
                if (!was) {
                    assertThat(Duration.between(verdict.breaker().since(), now))
                            .isGreaterThanOrEqualTo(seconds(60));
                } else {
                    on.add(now);
                }
            }
        }
        assertThat(on).hasSizeGreaterThan(10);
        for (Instant from : all) {
            assertThat(
                            all.stream()
                                    .filter(it -> !it.isBefore(from))
                                    .filter(it -> it.isBefore(from.plusSeconds(3600)))
                                    .count())
                    .isLessThanOrEqualTo(6);
        }
    }

    private FallbackState state() {
        return decision.standing().state();
    }

    private void after(int seconds, Runnable what) {
        now = now.plusSeconds(seconds);
        what.run();
        decision = decide();
    }

    private void opens() {
        for (int i = 0; i < 3; i++) {
            fails();
        }
        decision = decide();
    }

    private void fails() {
        verdict = Judge.judge(verdict, failed(now, Reason.ConnectionRefused), PACING);
    }

    private void answers() {
        verdict = Judge.judge(verdict, answered(now), PACING);
    }

    private void looks() {}

    private Switch.Decision decide() {
        Switch.Decision made = Switch.decide(declared, standing, verdict.told(), true, now);
        standing = Optional.of(made.standing());
        return made;
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
