package dev.connectivity.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One attempt, as seen.
 *
 * @param began when it was started
 * @param phases how long each phase took that was entered, the failed one included; in the order of
 *     {@link Phase}
 * @param facts what was learned on the way, of a failed attempt too
 */
public record Observation(
        Instant began,
        Duration took,
        Map<Phase, Duration> phases,
        Outcome outcome,
        List<Fact> facts) {

    public boolean succeeded() {
        return outcome instanceof Outcome.Answered;
    }

    /** When the outcome was known. */
    public Instant ended() {
        return began.plus(took);
    }
}
