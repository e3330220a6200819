package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static dev.connectivity.testing.JudgeFixtures.withCircuit;
import static dev.connectivity.testing.JudgeFixtures.withRetryLimit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Pace.Next;
import dev.connectivity.policy.Pacing;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final RandomGenerator random = new SplittableRandom(1);
    private final Pacing pacing = withCircuit(aPacing(), 6, Duration.ofSeconds(30), 2);

    @Test
    void aHealthyDependencyIsAskedAtItsInterval() {
        Verdict up = Judge.judge(Verdict.unknown(NOON), answered(NOON), pacing);
        Next calm = new Next(pacing.interval(), pacing.timeout());
        assertThat(new UpstreamPace().next(up, pacing, random)).isEqualTo(calm);
        assertThat(new DatabasePace().next(up, pacing, random)).isEqualTo(calm);
    }

    @Test
    void aSuspectUpstreamIsAskedAgainWithinASecond() {
        for (int i = 0; i < 1000; i++) {
            assertThat(new UpstreamPace().next(afterFailures(1), pacing, random).delay())
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        }
    }

    @Test
    void repeatsOfAnUpstreamGrowToMaxBackoffAndThenFallBackToTheInterval() {
        for (int i = 0; i < 1000; i++) {
            assertThat(upstreamAfter(2).delay())
                    .isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
            assertThat(upstreamAfter(3).delay())
                    .isBetween(Duration.ofMillis(100), Duration.ofSeconds(4));
        }
        assertThat(upstreamAfter(2).connectWithin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(upstreamAfter(4)).isEqualTo(new Next(pacing.interval(), pacing.timeout()));
        assertThat(upstreamAfter(5)).isEqualTo(new Next(pacing.interval(), pacing.timeout()));
    }

    @Test
    void withoutRepeatsAnUpstreamIsAskedAtTheInterval() {
        Next next = new UpstreamPace().next(afterFailures(1), withRetryLimit(pacing, 0), random);
        assertThat(next.delay()).isEqualTo(pacing.interval());
    }

    @Test
    void anOpenCircuitRestsForOpenForAtLeastAndDoublesUpToTwoMinutes() {
        for (int i = 0; i < 1000; i++) {
            assertThat(upstreamAfter(6).delay())
                    .isBetween(Duration.ofSeconds(30), Duration.ofMillis(37_500));
            assertThat(upstreamAfter(7).delay())
                    .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
            assertThat(upstreamAfter(60).delay())
                    .isBetween(Duration.ofMinutes(2), Duration.ofSeconds(150));
        }
    }

    @Test
    void aHalfOpenCircuitIsTriedAgainInASecond() {
        Verdict trial = Judge.judge(afterFailures(6), answered(NOON), pacing);
        assertThat(trial.circuit()).isEqualTo(Circuit.HalfOpen);
        assertThat(new UpstreamPace().next(trial, pacing, random).delay())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(new DatabasePace().next(trial, pacing, random).delay())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoLimitsItsRateIsNotAskedFaster() {
        for (int failures = 0; failures < 6; failures++) {
            Verdict limited =
                    Judge.judge(afterFailures(failures), failed(NOON, Reason.RateLimited), pacing);
            assertThat(new UpstreamPace().next(limited, pacing, random).delay())
                    .as("after %s failures", failures)
                    .isEqualTo(pacing.interval());
        }
    }

    @Test
    void aDatabaseThatFailsIsAskedEverySecond() {
        for (int failures = 1; failures < 40; failures++) {
            Next next = new DatabasePace().next(afterFailures(failures), pacing, random);
            assertThat(next.delay()).isEqualTo(Duration.ofSeconds(1));
            assertThat(next.connectWithin()).isEqualTo(connect(failures));
        }
    }

    @Test
    void aRefusedPasswordIsNotTriedAgainByItself() {
        Verdict refused =
                Judge.judge(
                        afterFailures(3),
                        failed(NOON, Reason.DatabaseAuthenticationFailed),
                        pacing);
        assertThat(new DatabasePace().next(refused, pacing, random).waitsToBeAsked()).isTrue();
    }

    @Test
    void aRefusedLoginOfAnUpstreamIsNotTriedAgainByItself() {
        Pace pace = new LoginPace(new UpstreamPace());
        Verdict refused =
                Judge.judge(
                        Verdict.unknown(NOON), failed(NOON, Reason.AuthenticationRejected), pacing);
        assertThat(refused.state()).isEqualTo(Verdict.State.Down);
        assertThat(pace.next(refused, pacing, random).waitsToBeAsked()).isTrue();
        assertThat(pace.next(afterFailures(30), pacing, random).waitsToBeAsked()).isFalse();
    }

    @Test
    void aServerThatRefusesUserOrAddressIsAskedAgainSlowly() {
        Verdict refused =
                Judge.judge(afterFailures(3), failed(NOON, Reason.DatabaseAccessRejected), pacing);
        assertThat(new DatabasePace().next(refused, pacing, random).delay())
                .isEqualTo(Duration.ofSeconds(60));
    }

    private static Duration connect(int failures) {
        if (failures == 1) {
            return Duration.ofSeconds(5);
        }
        return failures % 10 == 0 ? Duration.ofMillis(2500) : Duration.ofSeconds(1);
    }

    private Next upstreamAfter(int failures) {
        return new UpstreamPace().next(afterFailures(failures), pacing, random);
    }

    private Verdict afterFailures(int failures) {
        Verdict verdict = Verdict.unknown(NOON);
        for (int i = 0; i < failures; i++) {
            verdict =
                    Judge.judge(
                            verdict, failed(NOON.plusSeconds(i), Reason.ConnectionTimeout), pacing);
        }
        return verdict;
    }
}
