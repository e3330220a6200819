package dev.connectivity.judge;

import dev.connectivity.policy.Pacing;
import java.time.Instant;

/**
 * Where a circuit stands, and since when; each method is one row of the transitions that {@link
 * Circuit} lists.
 *
 * @param since when it last changed, or was opened anew
 * @param used trials of the present half-open, the success that began it included; 0 otherwise
 */
public record Breaker(Circuit circuit, Instant since, int used) {

    public static Breaker closed(Instant now) {
        return new Breaker(Circuit.Closed, now, 0);
    }

    /**
     * How many attempts a half-open has to come to a decision. Twice what it needs where all goes
     * well: more only come without a decision, and would go on for ever.
     */
    public static int trials(Pacing.Circuit limits) {
        return 2 * limits.successes();
    }

    /**
     * @param failures in a row, this one included
     */
    Breaker failed(int failures, Pacing.Circuit limits, Instant now) {
        return switch (circuit) {
            case Closed -> failures >= limits.failures() ? open(now) : this;
            case Open, HalfOpen -> open(now);
        };
    }

    /**
     * @param successes in a row, this one included; the one that half-opens counts as the first
     */
    Breaker succeeded(int successes, Pacing.Circuit limits, Instant now) {
        boolean enough = successes >= limits.successes();
        return switch (circuit) {
            case Closed -> this;
            case Open -> enough ? closed(now) : new Breaker(Circuit.HalfOpen, now, 1);
            case HalfOpen -> enough ? closed(now) : tried(limits, now);
        };
    }

    /** An attempt that was neither. */
    Breaker undecided(Pacing.Circuit limits, Instant now) {
        return switch (circuit) {
            case Closed, Open -> this;
            case HalfOpen -> tried(limits, now);
        };
    }

    private Breaker tried(Pacing.Circuit limits, Instant now) {
        return used + 1 >= trials(limits)
                ? open(now)
                : new Breaker(Circuit.HalfOpen, since, used + 1);
    }

    private static Breaker open(Instant now) {
        return new Breaker(Circuit.Open, now, 0);
    }
}
