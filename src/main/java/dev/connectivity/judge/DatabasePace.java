package dev.connectivity.judge;

import dev.connectivity.judge.Verdict.State;
import dev.connectivity.policy.Pacing;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A database is asked every second from its first failure until it is trusted again, so that its
 * loss is seen within interval + 2 x timeout + 2 s and its return within 3 s. After a refused login
 * it is left alone: repeated ones lock accounts, and only another Secret, or another grant, will
 * help.
 */
public final class DatabasePace implements Pace {

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
        if (verdict.lastFailure().filter(Judge::refusesLogin).isPresent()) {
            return Next.onlyWhenAsked(pacing.timeout());
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
