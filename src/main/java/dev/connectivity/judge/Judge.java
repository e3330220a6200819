package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Verdict.State;
import dev.connectivity.policy.Pacing;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt after another into a verdict.
 *
 * <ul>
 *   <li>Down: two failed attempts in a row. A login that the server refused stands alone, since it
 *       is not tried a second time.
 *   <li>Up: the first success.
 *   <li>Rate limited: an answer came, so it neither takes a dependency down nor opens its circuit,
 *       and ends a row of failures that was not confirmed; nor is it the declared answer, so it
 *       brings nothing up.
 * </ul>
 *
 * <p>While down, the reason follows the last failed attempt only once the same was seen twice in a
 * row: a dependency that fails now one way, now another keeps the reason that it went down with,
 * and its status is not rewritten every second. A refused login is told at once here too: nothing
 * would follow that could confirm it.
 */
public final class Judge {

    private static final int CONFIRMED = 2;

    private Judge() {}

    /** How long before its end a certificate is told, where nothing else is declared. */
    public static final Duration EXPIRY_WARNING = Upstream.Tls.DEFAULT.expiryWarning();

    /**
     * The verdict after {@code observation}, as of the time that its outcome was known.
     *
     * @param expiryWarning how long before its end a certificate is told; zero: never
     */
    public static Verdict judge(
            Verdict before, Observation observation, Pacing pacing, Duration expiryWarning) {
        Verdict after =
                switch (observation.outcome()) {
                    case Outcome.Answered _ -> succeeded(before, observation.ended(), pacing);
                    case Outcome.Failed failed when failed.reason() == Reason.RateLimited ->
                            rateLimited(before, failed, observation.ended(), pacing);
                    case Outcome.Failed failed -> failed(before, observation, failed, pacing);
                };
        History past = before.history();
        Flaps flaps = past.flaps().after(before, after, pacing, observation.ended());
        return after.remembering(
                new History(
                        flaps,
                        Expiry.after(past.expiry(), observation, expiryWarning),
                        past.sampling().after(observation.began(), pacing.interval())),
                past.flaps().incident(flaps, after));
    }

    public static Verdict judge(Verdict before, Observation observation, Pacing pacing) {
        return judge(before, observation, pacing, EXPIRY_WARNING);
    }

    /**
     * Whether the server refused our login: repeating it tells nothing new, and may lock the
     * account.
     */
    public static boolean refusesLogin(Reason reason) {
        return reason == Reason.DatabaseAuthenticationFailed
                || reason == Reason.DatabaseAccessRejected
                || reason == Reason.AuthenticationRejected;
    }

    private static Verdict succeeded(Verdict before, Instant now, Pacing pacing) {
        int successes = before.successes() + 1;
        return new Verdict(
                State.Up,
                Reason.Reachable,
                "",
                before.state() == State.Up ? before.since() : now,
                0,
                successes,
                before.breaker().succeeded(successes, pacing.circuit(), now),
                Optional.empty(),
                before.incident().map(incident -> incident.recoveredAt(now)),
                Optional.empty(),
                before.history(),
                Optional.empty());
    }

    private static Verdict rateLimited(
            Verdict before, Outcome.Failed failure, Instant now, Pacing pacing) {
        boolean down = before.state() == State.Down;
        boolean unknown = before.state() == State.Unknown;
        Breaker breaker = before.breaker().undecided(pacing.circuit(), now);
        boolean trialEnded = breaker.circuit() != before.circuit();
        return new Verdict(
                before.state(),
                unknown ? failure.reason() : before.reason(),
                unknown ? failure.detail() : before.detail(),
                before.since(),
                down ? before.failures() : 0,
                trialEnded ? 0 : before.successes(),
                breaker,
                down ? before.firstFailure() : Optional.empty(),
                before.incident(),
                Optional.of(failure),
                before.history(),
                Optional.empty());
    }

    private static Verdict failed(
            Verdict before, Observation observation, Outcome.Failed failure, Pacing pacing) {
        Instant now = observation.ended();
        int failures = before.failures() + 1;
        Instant first = before.firstFailure().orElse(observation.began());
        boolean wasDown = before.state() == State.Down;
        boolean turns = !wasDown && (failures >= CONFIRMED || refusesLogin(failure.reason()));
        boolean tells = turns || wasDown && confirms(before, failure);
        Breaker breaker = before.breaker().failed(failures, pacing.circuit(), now);
        Optional<Incident> began = Optional.of(incident(failure, first, now)).filter(_ -> turns);
        Optional<Incident> incident = began.or(before::incident);
        return new Verdict(
                turns ? State.Down : before.state(),
                tells ? failure.reason() : before.reason(),
                tells ? failure.detail() : before.detail(),
                turns ? now : before.since(),
                failures,
                0,
                breaker,
                Optional.of(first),
                opens(before, breaker, turns) ? incident.map(it -> it.degradedAt(now)) : incident,
                Optional.of(failure),
                before.history(),
                Optional.empty());
    }

    /** Not where it was open when we came: how long before that is not known. */
    private static boolean opens(Verdict before, Breaker breaker, boolean turns) {
        return breaker.circuit() == Circuit.Open && (turns || before.circuit() != Circuit.Open);
    }

    private static Incident incident(Outcome.Failed failure, Instant first, Instant now) {
        return new Incident(failure.reason(), first, now, Optional.empty());
    }

    /**
     * The same reason as the attempt before, and where that is the one already told, also the same
     * words. A refused login needs no second one.
     */
    private static boolean confirms(Verdict before, Outcome.Failed failure) {
        return refusesLogin(failure.reason()) || repeats(before, failure);
    }

    private static boolean repeats(Verdict before, Outcome.Failed failure) {
        return before.lastFailure()
                .filter(last -> last.reason() == failure.reason())
                .filter(
                        last ->
                                failure.reason() != before.reason()
                                        || last.detail().equals(failure.detail()))
                .isPresent();
    }
}
