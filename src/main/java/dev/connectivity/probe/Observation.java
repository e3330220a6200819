package dev.connectivity.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One attempt, as seen.
 *
 * @param began when it was started
 * @param phases how long each phase took that was entered, the failed one included; in the order of
 *     {@link Phase}
 */
public record Observation(
        Instant began, Duration took, Map<Phase, Duration> phases, Outcome outcome) {

    public boolean succeeded() {
        return outcome instanceof Outcome.Answered;
    }

    /** When the outcome was known. */
    public Instant ended() {
        return began.plus(took);
    }
}
