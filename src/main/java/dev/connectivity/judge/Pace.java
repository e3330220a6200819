package dev.connectivity.judge;

import dev.connectivity.policy.Pacing;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to ask a dependency again, after what was just seen of it. */
@FunctionalInterface
public interface Pace {

    /**
     * As much time as a TCP connect gets while its target is down: a fresh SYN finds its return
     * soonest.
     */
    Duration SHORT_CONNECT = Duration.ofSeconds(1);

    /**
     * What comes after the attempt that led to {@code verdict}.
     *
     * @param random spreads repeats, so that many policies do not ask one target in step
     */
    Next next(Verdict verdict, Pacing pacing, RandomGenerator random);

    /**
     * The next attempt.
     *
     * @param delay from the end of the last one
     * @param connectWithin for the TCP connect alone, at most the attempt's timeout
     */
    record Next(Duration delay, Duration connectWithin) {

        private static final Duration A_DAY = Duration.ofHours(24);

        /** Not by itself: it waits to be asked for, a day at most. */
        public static Next onlyWhenAsked(Duration connectWithin) {
            return new Next(A_DAY, connectWithin);
        }

        public boolean waitsToBeAsked() {
            return delay.equals(A_DAY);
        }

        static Next after(Duration delay, Pacing pacing) {
            return new Next(delay, pacing.timeout());
        }

        static Next shortly(Duration delay, Pacing pacing) {
            return new Next(delay, shorter(pacing.timeout(), SHORT_CONNECT));
        }
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
