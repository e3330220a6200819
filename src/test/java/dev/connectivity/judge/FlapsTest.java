package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Verdict.State;
import dev.connectivity.policy.Pacing;
import dev.connectivity.probe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The pacing's interval is 10 s, so the window is 200 s. */
class FlapsTest {

    private static final Pacing PACING = aPacing();

    private Verdict verdict = Judge.judge(Verdict.unknown(NOON), answered(NOON), PACING);
    private Instant now = NOON;
    private int rewrites;

    @Test
    void threeLossesAndReturnsAreTold() {
        lossesAndReturns(3);
        assertThat(rewrites).isGreaterThanOrEqualTo(6);
        assertThat(verdict.told().state()).isEqualTo(State.Up);
        assertThat(verdict.told().reason()).isEqualTo(Reason.Reachable);
    }

    @Test
    void theFourthLossWithinTheWindowIsFlappingWithCountAndWindow() {
        lossesAndReturns(3);
        lose();
        assertThat(verdict.told().state()).isEqualTo(State.Down);
        assertThat(verdict.told().reason()).isEqualTo(Reason.Flapping);
        assertThat(verdict.told().detail())
                .isEqualTo(
                        "7 changes between up and down within 3m20s, at last ConnectionRefused"
                                + " (db:5432)");
    }

    @Test
    void whatChangesWhileItFlapsRewritesNothing() {
        lossesAndReturns(3);
        lose();
        rewrites = 0;
        comeBack();
        lossesAndReturns(10);
        assertThat(rewrites).isZero();
        assertThat(verdict.state()).isEqualTo(State.Up);
        assertThat(verdict.told().state()).isEqualTo(State.Down);
    }

    @Test
    void aCircuitThatOpensWhileItFlapsIsOpenUntilItIsQuiet() {
        lossesAndReturns(3);
        lose();
        rewrites = 0;
        fails();
        assertThat(verdict.told().circuit()).isEqualTo(Circuit.Open);
        assertThat(rewrites).isEqualTo(1);
        comeBack();
        comeBack();
        assertThat(verdict.circuit()).isEqualTo(Circuit.Closed);
        assertThat(verdict.told().circuit()).isEqualTo(Circuit.Open);
        assertThat(rewrites).isEqualTo(1);
    }

    @Test
    void aQuietWindowEndsItAndTheIncidentEndedWithTheLastReturn() {
        lossesAndReturns(3);
        lose();
        Instant began = verdict.told().incident().orElseThrow().began();
        comeBack();
        Instant back = now.plusMillis(20);
        stay(195);
        assertThat(verdict.told().reason()).isEqualTo(Reason.Flapping);
        assertThat(verdict.told().incident().orElseThrow().recovered()).isEmpty();
        stay(10);
        assertThat(verdict.told().reason()).isEqualTo(Reason.Reachable);
        assertThat(verdict.told().incident().orElseThrow().began()).isEqualTo(began);
        assertThat(verdict.told().incident().orElseThrow().recovered()).contains(back);
    }

    @Test
    void oneThatStaysDownForAWindowIsDownForItsReason() {
        lossesAndReturns(3);
        lose();
        for (int i = 0; i < 21; i++) {
            now = now.plusSeconds(9);
            fails();
        }
        assertThat(verdict.told().state()).isEqualTo(State.Down);
        assertThat(verdict.told().reason()).isEqualTo(Reason.ConnectionRefused);
        assertThat(verdict.told().incident().orElseThrow().recovered()).isEmpty();
    }

    @Test
    void lossesFurtherApartAreNoFlapping() {
        for (int i = 0; i < 10; i++) {
            lose();
            comeBack();
            stay(60);
        }
        assertThat(verdict.told().reason()).isEqualTo(Reason.Reachable);
    }

    @Test
    void theWindowIsTwentyIntervalsWithinBounds() {
        assertThat(windowOf(Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(1));
        assertThat(windowOf(Duration.ofSeconds(15))).isEqualTo(Duration.ofMinutes(5));
        assertThat(windowOf(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void itGoesOnAfterARestartUntilItIsQuiet() {
        DependencyStatus status =
                new DependencyStatus(
                        "database",
                        DependencyStatus.State.Down,
                        CircuitState.Open,
                        Reason.Flapping,
                        "7 changes between up and down within 3m20s",
                        "2026-03-01T11:00:06Z");
        verdict = Restored.from(status, Optional.empty(), NOON);
        Verdict told = verdict.told();
        assertThat(told.reason()).isEqualTo(Reason.Flapping);
        assertThat(told.detail()).isEqualTo(status.message());
        assertThat(told.circuit()).isEqualTo(Circuit.Open);
        assertThat(told.since()).isEqualTo(Instant.parse("2026-03-01T11:00:06Z"));
        rewrites = 0;
        comeBack();
        stay(150);
        assertThat(rewrites).isZero();
        stay(60);
        assertThat(verdict.told().reason()).isEqualTo(Reason.Reachable);
    }

    private static Duration windowOf(Duration interval) {
        return Flaps.window(
                new Pacing(interval, PACING.timeout(), PACING.retry(), PACING.circuit()));
    }

    private void lossesAndReturns(int times) {
        for (int i = 0; i < times; i++) {
            lose();
            comeBack();
        }
    }

    private void lose() {
        now = now.plusSeconds(10);
        fails();
        fails();
    }

    private void fails() {
        judge(failed(now, Reason.ConnectionRefused));
        now = now.plusSeconds(1);
    }

    private void comeBack() {
        now = now.plusSeconds(5);
        judge(answered(now));
    }

    private void stay(int seconds) {
        for (int second = 0; second < seconds; second += 5) {
            now = now.plusSeconds(5);
            judge(answered(now));
        }
    }

    private void judge(Observation observation) {
        Verdict after = Judge.judge(verdict, observation, PACING);
        rewrites += after.readsAs(verdict) ? 0 : 1;
        verdict = after;
    }
}
