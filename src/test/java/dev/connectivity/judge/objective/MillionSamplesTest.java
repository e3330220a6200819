package dev.connectivity.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Objectives.Goal;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A month of 1,000,000 recorded samples, with outages, counted by an account and again by going
 * through the record. Both agree exactly where the window begins with a bucket; where it begins
 * within one, the account counts that bucket whole, so it may count the samples of one bucket's
 * width more, and no other.
 */
class MillionSamplesTest {

    private static final int SAMPLES = 1_000_000;
    private static final Duration BELOW = Duration.ofSeconds(2);

    /** 2.592 s apart they fill 30 days. */
    private static final Duration APART = Duration.ofMillis(2592);

    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = at(SAMPLES - 1);
    private static final List<Duration> WINDOWS =
            Stream.of(720, 168, 72, 24, 1).map(Duration::ofHours).toList();

    private final boolean[] failed = new boolean[SAMPLES];
    private final boolean[] lost = new boolean[SAMPLES];
    private final int[] millis = new int[SAMPLES];
    private final Account account = new Account();

    MillionSamplesTest() {
        Random random = new Random(7);
        account.slowFrom(Optional.of(BELOW));
        boolean down = false;
        for (int i = 0; i < SAMPLES; i++) {
            down = down ? random.nextInt(200) > 0 : random.nextInt(50_000) == 0;
            failed[i] = down || random.nextInt(2000) == 0;
            lost[i] = failed[i] && (down || random.nextInt(3) == 0);
            millis[i] = random.nextInt(100) == 0 ? 2000 + random.nextInt(3000) : 40;
            record(i);
        }
        if (failed[SAMPLES - 1]) {
            throw new IllegalStateException("the last question would stay open");
        }
    }

    @Test
    void bothComputationsAgree() {
        agree(Objective.Availability, i -> true, i -> lost[i]);
        agree(Objective.ErrorRate, i -> true, i -> failed[i]);
        agree(Objective.Latency, i -> !failed[i], this::slow);
    }

    private void agree(Objective objective, IntPredicate counts, IntPredicate fails) {
        IntPredicate bad = i -> counts.test(i) && fails.test(i);
        for (Duration window : WINDOWS) {
            Reading reading =
                    account.read(
                            "database", new Goal(objective, 100), window, NOW, ObjectiveState.Met);
            Instant aligned = beginOfBucket(window);
            Instant exact = NOW.minus(window);
            long samples = since(aligned, counts);

            assertThat(reading.samples()).as("%s over %s", objective, window).isEqualTo(samples);
            assertThat(reading.bad())
                    .as("%s over %s", objective, window)
                    .isEqualTo(since(aligned, bad));
            assertThat(reading.remaining())
                    .isEqualTo(1 - since(aligned, bad) * 100_000d / (samples * 100d));
            assertThat(reading.samples() - since(exact, counts)).isBetween(0L, ofOneBucket(window));
            assertThat(reading.bad() - since(exact, bad)).isBetween(0L, ofOneBucket(window));
            System.out.printf(
                    "%s over %s: %d of %d bad, %.4f of the budget left; by the exact window %d of"
                            + " %d, %.4f%n",
                    objective,
                    window,
                    reading.bad(),
                    reading.samples(),
                    reading.remaining(),
                    since(exact, bad),
                    since(exact, counts),
                    1 - since(exact, bad) * 100_000d / (since(exact, counts) * 100d));
        }
    }

    private static Instant beginOfBucket(Duration window) {
        Resolution ring = Resolution.of(window);
        return Instant.ofEpochSecond(
                (ring.bucket(NOW) - ring.reach(window)) * ring.width().toSeconds());
    }

    private static long ofOneBucket(Duration window) {
        return Resolution.of(window).width().dividedBy(APART) + 1;
    }

    /** Goes through the record. */
    private static long since(Instant from, IntPredicate which) {
        return IntStream.range(0, SAMPLES).filter(i -> !at(i).isBefore(from)).filter(which).count();
    }

    private boolean slow(int i) {
        return millis[i] >= BELOW.toMillis();
    }

    private void record(int i) {
        if (!failed[i]) {
            ask(i, new Outcome.Answered(), millis[i]);
            return;
        }
        ask(i, new Outcome.Failed(Reason.ConnectionRefused, ""), millis[i]);
        Outcome repeat =
                lost[i] ? new Outcome.Failed(Reason.ConnectionRefused, "") : new Outcome.Answered();
        account.attempted(seen(at(i).plusSeconds(1), repeat, 5), false, APART);
    }

    private void ask(int i, Outcome outcome, int took) {
        account.attempted(seen(at(i), outcome, took), true, APART);
    }

    private static Observation seen(Instant began, Outcome outcome, int took) {
        return new Observation(began, Duration.ofMillis(took), Map.of(), outcome, List.of());
    }

    private static Instant at(int i) {
        return BEGAN.plusMillis(APART.toMillis() * i);
    }
}
