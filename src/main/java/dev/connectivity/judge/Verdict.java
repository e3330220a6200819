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
 * @param firstFailure of the present row of failures, or of the incident that lasts
 * @param incident the last time that it was lost
 * @param lastFailure how the last attempt failed; empty where it succeeded, or none was made
 * @param common what it fails on together with many others
 */
public record Verdict(
        State state,
        Reason reason,
        String detail,
        Instant since,
        int failures,
        int successes,
        Breaker breaker,
        Optional<Instant> firstFailure,
        Optional<Incident> incident,
        Optional<Outcome.Failed> lastFailure,
        History history,
        Optional<Common> common) {

    /** What is known. Unknown: no attempt yet, or a first failure not yet confirmed by a second. */
    public enum State {
        Unknown,
        Up,
        Down
    }

    public static Verdict unknown(Instant now) {
        return new Verdict(
                State.Unknown,
                Reason.Undetermined,
                "",
                now,
                0,
                0,
                Breaker.closed(now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                History.NONE,
                Optional.empty());
    }

    public Circuit circuit() {
        return breaker.circuit();
    }

    /** A failure was seen that no second one confirmed yet. */
    public boolean suspect() {
        return state != State.Down && failures > 0;
    }

    /** Two verdicts that read the same in a status; counters aside. */
    public boolean readsAs(Verdict other) {
        Verdict mine = told();
        Verdict its = other.told();
        return mine.state == its.state
                && mine.reason == its.reason
                && mine.detail.equals(its.detail)
                && mine.circuit() == its.circuit()
                && mine.incident.equals(its.incident);
    }

    /**
     * As users are told of it: one that flaps is down until it is quiet, one whose certificate ends
     * soon says so while it is up, and one that fails with many others names what they share.
     */
    public Verdict told() {
        Verdict told = history.flaps().told(this);
        if (told.state == State.Up && history.expiry().isPresent()) {
            return history.expiry().get().told(told);
        }
        return told.state == State.Down && common.isPresent() ? sharing(told, common.get()) : told;
    }

    private static Verdict sharing(Verdict told, Common common) {
        return told.reading(
                told.state,
                told.reason,
                common.sentence(told.detail),
                told.since,
                told.breaker,
                told.incident);
    }

    /** The same, with what it shares with others. */
    public Verdict failingOn(Optional<Common> shared) {
        return new Verdict(
                state,
                reason,
                detail,
                since,
                failures,
                successes,
                breaker,
                firstFailure,
                incident,
                lastFailure,
                history,
                shared);
    }

    /** The same attempts, told otherwise. */
    Verdict reading(
            State asState,
            Reason forReason,
            String inDetail,
            Instant from,
            Breaker asBreaker,
            Optional<Incident> lost) {
        return new Verdict(
                asState,
                forReason,
                inDetail,
                from,
                failures,
                successes,
                asBreaker,
                firstFailure,
                lost,
                lastFailure,
                history,
                common);
    }

    Verdict remembering(History anew, Optional<Incident> lost) {
        return new Verdict(
                state,
                reason,
                detail,
                since,
                failures,
                successes,
                breaker,
                firstFailure,
                lost,
                lastFailure,
                anew,
                common);
    }
}
