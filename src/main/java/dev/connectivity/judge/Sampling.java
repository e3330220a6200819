package dev.connectivity.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which attempts are first ones: those at the interval, as a user would come by, and not the
 * repeats and trials between, which come the faster the worse things are. So the share of first
 * attempts that succeed is the share of time in which it answered.
 *
 * @param first whether the last attempt was one
 * @param began when the last first attempt did
 */
public record Sampling(boolean first, Optional<Instant> began) {

    static final Sampling NONE = new Sampling(false, Optional.empty());

    /** An attempt that was due at the interval may begin a little early after one begun late. */
    private static final int QUARTERS = 3;

    Sampling after(Instant attempt, Duration interval) {
        Duration apart = interval.multipliedBy(QUARTERS).dividedBy(4);
        boolean due = began.map(last -> !attempt.isBefore(last.plus(apart))).orElse(true);
        return new Sampling(due, due ? Optional.of(attempt) : began);
    }
}
