package dev.connectivity.judge.objective;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Objectives.Goal;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that objectives need to know of one dependency. A sample is a question at the interval, with
 * its repeats: it failed where its first attempt did, and was lost where no repeat was answered
 * either. An answer of 429 is no sample, and makes none of a repeat.
 *
 * <p>What is down may be asked less often than at its interval, to spare it. The questions left out
 * between two that were lost count as lost, or an outage would seem the shorter the more it was
 * spared.
 *
 * <p>Not for several threads at once.
 */
public final class Account {

    /** Left-out questions: a day of seconds, the longest circuit at the shortest interval. */
    private static final long MOST_LEFT_OUT = 86_400;

    private final Ledger ledger;
    private Optional<Duration> below;

    /** When the last question was first asked, while no attempt at it was answered. */
    private Optional<Instant> unanswered = Optional.empty();

    public Account() {
        this(new Ledger(), Optional.empty());
    }

    Account(Ledger ledger, Optional<Duration> below) {
        this.ledger = ledger;
        this.below = below;
    }

    /**
     * From now on answers are timed, and slow from this long on; empty: they are not. What was slow
     * by another measure is forgotten.
     */
    public void slowFrom(Optional<Duration> bound) {
        if (!bound.equals(below)) {
            ledger.clear(Count.ANSWERED);
            ledger.clear(Count.SLOW);
            below = bound;
        }
    }

    /**
     * One attempt.
     *
     * @param first whether it was at the interval, and no repeat
     */
    public void attempted(Observation attempt, boolean first, Duration interval) {
        boolean limited =
                attempt.outcome() instanceof Outcome.Failed failed
                        && failed.reason() == Reason.RateLimited;
        if (first) {
            unanswered
                    .filter(since -> !since.isAfter(attempt.began()))
                    .ifPresent(since -> lost(since, limited ? since : attempt.began(), interval));
            unanswered = Optional.empty();
            if (!limited) {
                firstAsked(attempt);
            }
        } else if (attempt.succeeded()) {
            unanswered = Optional.empty();
        }
    }

    private void firstAsked(Observation attempt) {
        ledger.add(attempt.began(), Count.ASKED, 1);
        if (attempt.succeeded()) {
            answered(attempt.began(), attempt.took());
        } else {
            ledger.add(attempt.began(), Count.FAILED, 1);
            unanswered = Optional.of(attempt.began());
        }
    }

    private void lost(Instant first, Instant next, Duration interval) {
        ledger.add(first, Count.LOST, 1);
        Duration apart = Duration.between(first, next);
        long leftOut =
                Math.min(MOST_LEFT_OUT, apart.plus(interval.dividedBy(2)).dividedBy(interval) - 1);
        for (long one = 1; one <= leftOut; one++) {
            sampled(first.plus(interval.multipliedBy(one)), false);
        }
    }

    /** What is known to answer, or not to, without being asked. */
    public void sampled(Instant at, boolean good) {
        ledger.add(at, Count.ASKED, 1);
        if (!good) {
            ledger.add(at, Count.FAILED, 1);
            ledger.add(at, Count.LOST, 1);
        }
    }

    /** An answer, as far as answers are timed. */
    public void answered(Instant at, Duration took) {
        below.ifPresent(
                bound -> {
                    ledger.add(at, Count.ANSWERED, 1);
                    if (took.compareTo(bound) >= 0) {
                        ledger.add(at, Count.SLOW, 1);
                    }
                });
    }

    /** As it is now; goes its own way from here on. */
    public Account copy() {
        return new Account(ledger.copy(), below);
    }

    /** Nobody asks for now, so what follows is no repeat of what was. */
    public void rest() {
        unanswered = Optional.empty();
    }

    /**
     * @param before as it was read last
     */
    public Reading read(
            String dependency, Goal goal, Duration window, Instant now, ObjectiveState before) {
        ledger.forgetAhead(now);
        Count all = all(goal.objective());
        Count bad = bad(goal.objective());
        long samples = ledger.sum(all, window, now);
        long failed = ledger.sum(bad, window, now);
        Map<Span, Double> burn = new EnumMap<>(Span.class);
        for (Span span : Span.values()) {
            long within = ledger.sum(all, span.length(), now);
            if (within > 0) {
                burn.put(span, Reading.rate(ledger.sum(bad, span.length(), now), within, goal));
            }
        }
        return new Reading(
                dependency,
                goal,
                samples,
                failed,
                Reading.judge(failed, samples, goal, before),
                Map.copyOf(burn));
    }

    OptionalDouble answered(boolean repeats, Duration window, Instant now) {
        long asked = ledger.sum(Count.ASKED, window, now);
        long unheard = ledger.sum(repeats ? Count.LOST : Count.FAILED, window, now);
        return asked == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - (double) unheard / asked);
    }

    private static Count all(Objective objective) {
        return objective == Objective.Latency ? Count.ANSWERED : Count.ASKED;
    }

    private static Count bad(Objective objective) {
        return switch (objective) {
            case Availability -> Count.LOST;
            case ErrorRate -> Count.FAILED;
            case Latency -> Count.SLOW;
        };
    }

    void write(Writer out, int finestLeftOut) {
        out.number(below.map(Duration::toMillis).orElse(0L));
        ledger.write(out, finestLeftOut);
    }

    static Account read(Reader in) {
        long millis = in.number();
        return new Account(
                Ledger.read(in),
                millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)));
    }
}
