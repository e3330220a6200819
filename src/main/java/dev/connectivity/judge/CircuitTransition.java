package dev.connectivity.judge;

import dev.connectivity.policy.Pacing;
import java.time.Instant;

/**
 * Where a circuit stands, and since when; each method is one row of the transitions that {@link
 * Circuit} lists.
 */
record CircuitTransition(Circuit circuit, Instant since) {

    /**
     * @param failures in a row, this one included
     */
    CircuitTransition failed(int failures, Pacing.Circuit limits, Instant now) {
        return switch (circuit) {
            case Closed -> failures >= limits.failures() ? to(Circuit.Open, now) : this;
            case Open, HalfOpen -> to(Circuit.Open, now);
        };
    }

    /**
     * @param successes in a row, this one included; the one that half-opens counts as the first
     */
    CircuitTransition succeeded(int successes, Pacing.Circuit limits, Instant now) {
        return switch (circuit) {
            case Closed -> this;
            case Open, HalfOpen -> {
                Circuit next = successes >= limits.successes() ? Circuit.Closed : Circuit.HalfOpen;
                yield next == circuit ? this : to(next, now);
            }
        };
    }

    private static CircuitTransition to(Circuit circuit, Instant now) {
        return new CircuitTransition(circuit, now);
    }
}
