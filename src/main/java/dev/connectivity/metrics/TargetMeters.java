package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All numbers of one dependency: some 200 bytes, and 100 more per reason for which it ever failed.
 * Those of pods are one object, which several threads count in.
 */
final class TargetMeters {

    /** How an attempt ended, as a label. */
    enum Result {
        answered,
        failed,
        /** Answered that it is asked too often, which is neither. */
        limited;

        static Result of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Answered _ -> answered;
                case Outcome.Failed failed when failed.reason() == Reason.RateLimited -> limited;
                case Outcome.Failed _ -> failed;
            };
        }
    }

    /** Attempts that ended alike. */
    record Ended(Result result, Reason reason) {}

    private static final int PHASES = Phase.values().length;

    private final long[] phaseNanos = new long[PHASES];
    private final long[] first = new long[Result.values().length];
    private Map<Reason, Long> failures = Map.of();
    private long answered;
    private long notAfter;
    private Optional<Circuit> circuit = Optional.empty();
    private final FallbackTime fallback = new FallbackTime();

    synchronized void ended(Observation observation) {
        switch (observation.outcome()) {
            case Outcome.Answered _ -> {
                answered++;
                // Of one that was asked by TLS before, and answers without.
                notAfter = 0;
            }
            case Outcome.Failed failed -> count(failed.reason());
        }
        observation
                .phases()
                .forEach((phase, took) -> phaseNanos[phase.ordinal()] += took.toNanos());
        for (Fact fact : observation.facts()) {
            if (fact instanceof Fact.CertificateExpiry(Instant end)) {
                notAfter = end.getEpochSecond();
            }
        }
    }

    /** Most fail never, so a map is made with the first failure only. */
    private void count(Reason reason) {
        if (failures.isEmpty()) {
            failures = new HashMap<>(2);
        }
        failures.merge(reason, 1L, Long::sum);
    }

    synchronized void first(Outcome outcome) {
        first[Result.of(outcome).ordinal()]++;
    }

    synchronized void stands(Circuit state) {
        circuit = Optional.of(state);
    }

    FallbackTime fallback() {
        return fallback;
    }

    synchronized Map<Ended, Long> attempts() {
        Map<Ended, Long> attempts = new LinkedHashMap<>();
        if (answered > 0) {
            attempts.put(new Ended(Result.answered, Reason.Reachable), answered);
        }
        failures.forEach(
                (reason, count) ->
                        attempts.put(
                                new Ended(
                                        reason == Reason.RateLimited
                                                ? Result.limited
                                                : Result.failed,
                                        reason),
                                count));
        return attempts;
    }

    synchronized long firstAttempts(Result result) {
        return first[result.ordinal()];
    }

    synchronized Duration spentIn(Phase phase) {
        return Duration.ofNanos(phaseNanos[phase.ordinal()]);
    }

    /** Empty of what has none. */
    synchronized Optional<Circuit> circuit() {
        return circuit;
    }

    /** Seconds since 1970; empty where no certificate was seen. */
    synchronized OptionalLong notAfter() {
        return notAfter == 0 ? OptionalLong.empty() : OptionalLong.of(notAfter);
    }
}
