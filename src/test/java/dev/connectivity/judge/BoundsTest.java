package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Pace.Next;
import dev.connectivity.judge.Verdict.State;
import dev.connectivity.policy.Pacing;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promised times, held against many made-up pacings and outages in simulated time. */
class BoundsTest {

    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofMillis(30);

    /** The kernel sends a SYN at once, and again after 1, 3 and 7 seconds. */
    private static final long[] SYNS = {0, 1000, 3000, 7000};

    private final SplittableRandom random = new SplittableRandom(42);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLossIsSeenWithinIntervalPlusTwoTimeoutsPlusTwoSeconds(boolean database) {
        for (int round = 0; round < 2000; round++) {
            Pacing pacing = pacing();
            Instant lost = NOON.plusMillis(random.nextLong(1, 100_000));
            Instant seen = run(database, pacing, lost, Instant.MAX, State.Down);
            Duration bound = pacing.interval().plus(pacing.timeout().multipliedBy(2)).plus(MARGIN);
            assertThat(Duration.between(lost, seen))
                    .as("round %s, %s", round, pacing)
                    .isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void aDatabaseThatReturnsIsSeenWithinThreeSeconds() {
        for (int round = 0; round < 2000; round++) {
            Pacing pacing = pacing();
            Instant lost = NOON.plusMillis(random.nextLong(1, 100_000));
            Instant back =
                    lost.plus(pacing.interval())
                            .plus(pacing.timeout().multipliedBy(2))
                            .plusMillis(random.nextLong(3000, 120_000));
            Instant seen = run(true, pacing, lost, back, State.Up);
            assertThat(Duration.between(back, seen))
                    .as("round %s, %s", round, pacing)
                    .isBetween(Duration.ZERO, Duration.ofSeconds(3));
        }
    }

    /**
     * When the state was first {@code awaited} after the loss, or after the return where that is
     * awaited.
     */
    private Instant run(
            boolean database, Pacing pacing, Instant lost, Instant back, State awaited) {
        Pace pace = database ? new DatabasePace() : new UpstreamPace();
        boolean refuses = random.nextBoolean();
        Verdict verdict = Verdict.unknown(NOON);
        Next next = new Next(Duration.ZERO, pacing.timeout());
        Instant now = NOON;
        while (true) {
            Observation seen =
                    ask(now.plus(next.delay()), next.connectWithin(), lost, back, refuses);
            verdict = Judge.judge(verdict, seen, pacing);
            now = seen.ended();
            Instant from = awaited == State.Down ? lost : back;
            if (verdict.state() == awaited && now.isAfter(from)) {
                return now;
            }
            next = pace.next(verdict, pacing, random);
        }
    }

    private static Observation ask(
            Instant began, Duration connect, Instant lost, Instant back, boolean refuses) {
        for (long syn : SYNS) {
            Instant sent = began.plusMillis(syn);
            boolean inTime = syn < connect.toMillis();
            boolean up = sent.isBefore(lost) || !sent.isBefore(back);
            if (inTime && up) {
                return observation(
                        began, Duration.ofMillis(syn).plus(ANSWER), new Outcome.Answered());
            }
            if (inTime && refuses) {
                return observation(
                        began,
                        Duration.ofMillis(syn).plus(ANSWER),
                        failure(Reason.ConnectionRefused));
            }
        }
        return observation(began, connect, failure(Reason.ConnectionTimeout));
    }

    private static Outcome failure(Reason reason) {
        return new Outcome.Failed(reason, "db:5432");
    }

    private static Observation observation(Instant began, Duration took, Outcome outcome) {
        return new Observation(began, took, Map.of(), outcome, List.of());
    }

    private Pacing pacing() {
        Duration timeout = Duration.ofMillis(random.nextLong(100, 10_000));
        Duration interval = timeout.plusMillis(random.nextLong(1000, 50_000));
        Duration backoff = Duration.ofMillis(random.nextLong(100, 20_000));
        return new Pacing(
                interval,
                timeout,
                new Pacing.Retry(random.nextInt(1, 6), backoff, backoff.multipliedBy(8)),
                new Pacing.Circuit(
                        random.nextInt(1, 8), Duration.ofMillis(random.nextLong(1000, 90_000)), 2));
    }
}
