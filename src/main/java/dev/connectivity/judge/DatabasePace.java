package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Verdict.State;
import dev.connectivity.policy.Pacing;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A database is asked every second from its first failure until it is trusted again, so that its
 * loss is seen within interval + 2 x timeout + 2 s and its return within 3 s. After a refused
 * password it is left alone: repeated ones lock accounts, and only another Secret will help. Where
 * the server refuses user or address before any password, its own rules must be corrected, of which
 * nobody tells us: it is asked again, slowly.
 */
public final class DatabasePace implements Pace {

    private static final Duration REFUSED = Duration.ofSeconds(60);

    private static final Duration SOON = Duration.ofSeconds(1);

    /**
     * Every tenth attempt on a database that is down gives its connect longer, or one that needs
     * more than a second to connect would never be found again. It still returns in time: the
     * kernel repeats its SYN after 1 s, so a return is missed for at most 2.5 s - 1 s + 1 s until
     * the next attempt.
     */
    private static final int PATIENT_EVERY = 10;

    private static final Duration PATIENT_CONNECT = Duration.ofMillis(2500);

    @Override
    public Next next(Verdict verdict, Pacing pacing, RandomGenerator random) {
        Optional<Reason> refusal =
                verdict.lastFailure().map(Outcome.Failed::reason).filter(Judge::refusesLogin);
        if (refusal.isPresent()) {
            return refusal.get() == Reason.DatabaseAuthenticationFailed
                    ? Next.onlyWhenAsked(pacing.timeout())
                    : Next.after(REFUSED, pacing);
        }
        if (verdict.state() == State.Down) {
            Duration connect =
                    verdict.failures() % PATIENT_EVERY == 0 ? PATIENT_CONNECT : SHORT_CONNECT;
            return new Next(SOON, Pace.shorter(pacing.timeout(), connect));
        }
        boolean doubtful = verdict.suspect() || verdict.circuit() != Circuit.Closed;
        return Next.after(doubtful ? SOON : pacing.interval(), pacing);
    }
}
