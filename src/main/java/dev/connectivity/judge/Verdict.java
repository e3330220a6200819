package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * What the attempts so far say of one dependency.
 *
 * @param reason why it is in this state; {@code Reachable} where up, {@code Undetermined} where unknown
 * @param detail words for people, safe to publish; empty where up
 * @param since when {@code state} last changed
 * @param failures failed attempts in a row
 * @param successes successful attempts in a row
 * @param circuitSince when {@code circuit} last changed, or was opened anew
 * @param firstFailure of the present row of failures, or of the incident that lasts
 * @param incident the last time that it was lost
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
        Optional<Incident> incident) {

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

    public static Verdict unknown(Instant now) {
        return new Verdict(
                State.Unknown, Reason.Undetermined, "", now, 0, 0, Circuit.Closed, now, Optional.empty(), Optional.empty());
    }
}
