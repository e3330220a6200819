package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Pacing;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * An upstream belongs to somebody else, so it is spared while it fails.
 *
 * <ul>
 *   <li>Well, or rate limited: the interval.
 *   <li>After a failure: a confirming attempt within a second, so that its loss is seen within
 *       interval + 2 x timeout + 2 s; then exponential backoff with full jitter; after {@code
 *       retry.limit} repeats, the interval. A limit of 0 wants no repeat, not even the confirming
 *       one, and a loss is then seen an interval later. A circuit that opens at the first failure
 *       does not put the confirming attempt off.
 *   <li>Circuit open: {@code openFor}, doubled with each failure while it is open, up to 2 minutes
 *       or {@code openFor} if that is longer; a quarter is added at random, never taken off.
 *   <li>Circuit half open: a second.
 * </ul>
 *
 * <p>Repeats while it is down get the short connect. Those at the interval or after {@code openFor}
 * get the whole timeout, or an upstream that connects slowly would never be found again.
 */
public final class UpstreamPace implements Pace {

    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(1);
    private static final Duration TRIAL = Duration.ofSeconds(1);
    private static final Duration OPEN_AT_MOST = Duration.ofMinutes(2);

    /** Full jitter reaches down to nothing; a repeat this soon would tell nothing new. */
    private static final Duration BREATH = Duration.ofMillis(100);

    /** 2^30 x 1 ms is twelve days: beyond every bound above, and far from an overflow. */
    private static final int DOUBLINGS_AT_MOST = 30;

    @Override
    public Next next(Verdict verdict, Pacing pacing, RandomGenerator random) {
        boolean limited =
                verdict.lastFailure()
                        .filter(last -> last.reason() == Reason.RateLimited)
                        .isPresent();
        if (verdict.suspect() && !limited && pacing.retry().limit() > 0) {
            return Next.after(confirming(pacing, random), pacing);
        }
        return switch (verdict.circuit()) {
            case Open -> Next.after(untilTrial(verdict, pacing, random), pacing);
            case HalfOpen -> Next.after(limited ? pacing.interval() : TRIAL, pacing);
            case Closed ->
                    limited
                            ? Next.after(pacing.interval(), pacing)
                            : whileClosed(verdict, pacing, random);
        };
    }

    private static Next whileClosed(Verdict verdict, Pacing pacing, RandomGenerator random) {
        int failures = verdict.failures();
        if (failures == 0 || failures > pacing.retry().limit()) {
            return Next.after(pacing.interval(), pacing);
        }
        return Next.shortly(repeating(failures, pacing, random), pacing);
    }

    /** Half of the backoff at least: a fault shorter than that is no loss. */
    private static Duration confirming(Pacing pacing, RandomGenerator random) {
        Duration half = Pace.shorter(pacing.retry().backoff(), CONFIRM_WITHIN).dividedBy(2);
        return half.plus(upTo(half, random));
    }

    private static Duration repeating(int failures, Pacing pacing, RandomGenerator random) {
        Duration most =
                doubled(pacing.retry().backoff(), failures - 1, pacing.retry().maxBackoff());
        Duration delay = upTo(most, random);
        return delay.compareTo(BREATH) < 0 ? BREATH : delay;
    }

    private static Duration untilTrial(Verdict verdict, Pacing pacing, RandomGenerator random) {
        Duration openFor = pacing.circuit().openFor();
        Duration most = openFor.compareTo(OPEN_AT_MOST) > 0 ? openFor : OPEN_AT_MOST;
        int reopened = Math.max(0, verdict.failures() - pacing.circuit().failures());
        Duration delay = doubled(openFor, reopened, most);
        return delay.plus(upTo(delay.dividedBy(4), random));
    }

    private static Duration doubled(Duration base, int times, Duration most) {
        return Pace.shorter(base.multipliedBy(1L << Math.min(times, DOUBLINGS_AT_MOST)), most);
    }

    private static Duration upTo(Duration most, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(most.toNanos() + 1));
    }
}
