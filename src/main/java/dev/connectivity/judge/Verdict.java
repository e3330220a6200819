package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What the attempts so far say of one dependency.
 *
 * @param reason why it is in this state; {@code Reachable} where up; where unknown {@code
 *     Undetermined}, or {@code RateLimited} where that is all it ever answered
 * @param detail words for people, safe to publish; empty where up
 * @param since when {@code state} last changed
 * @param failures failed attempts in a row
 * @param successes successful attempts in a row
 * @param circuitSince when {@code circuit} last changed, or was opened anew
 * @param firstFailure of the present row of failures, or of the incident that lasts
 * @param incident the last time that it was lost
 * @param lastFailure how the last attempt failed; empty where it succeeded, or none was made
 */
public record Verdict(
        State state,
        Reason reason,
        String detail,
        Instant since,
        int failures,
        int successes,
        Circuit circuit,
        Instant circuitSince,
        Optional<Instant> firstFailure,
        Optional<Incident> incident,
        Optional<Outcome.Failed> lastFailure) {

    /** What is known. Unknown: no attempt yet, or a first failure not yet confirmed by a second. */
    public enum State {
        Unknown,
        Up,
        Down
    }

    /** Two verdicts that read the same in a status; counters aside. */
    public boolean readsAs(Verdict other) {
        return state == other.state
                && reason == other.reason
                && detail.equals(other.detail)
                && circuit == other.circuit
                && incident.equals(other.incident);
    }

    /** A failure was seen that no second one confirmed yet. */
    public boolean suspect() {
        return state != State.Down && failures > 0;
    }

    public static Verdict unknown(Instant now) {
        return new Verdict(
                State.Unknown,
                Reason.Undetermined,
                "",
                now,
                0,
                0,
                Circuit.Closed,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
