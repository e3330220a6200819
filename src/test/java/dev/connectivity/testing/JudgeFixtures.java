package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Pacing;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Attempts and pacings for tests of verdicts. */
public final class JudgeFixtures {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private JudgeFixtures() {}

    /**
     * Interval 10 s, timeout 5 s, 3 repeats from 1 s to 8 s, a circuit of 3 failures, 30 s, 2
     * successes.
     */
    public static Pacing aPacing() {
        return new Pacing(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                new Pacing.Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(8)),
                new Pacing.Circuit(3, Duration.ofSeconds(30), 2));
    }

    public static Pacing withRetryLimit(Pacing pacing, int limit) {
        return new Pacing(
                pacing.interval(),
                pacing.timeout(),
                new Pacing.Retry(limit, pacing.retry().backoff(), pacing.retry().maxBackoff()),
                pacing.circuit());
    }

    public static Pacing withCircuit(Pacing pacing, int failures, Duration openFor, int successes) {
        return new Pacing(
                pacing.interval(),
                pacing.timeout(),
                pacing.retry(),
                new Pacing.Circuit(failures, openFor, successes));
    }

    public static Observation answered(Instant began) {
        return new Observation(
                began, Duration.ofMillis(20), Map.of(), new Outcome.Answered(), List.of());
    }

    public static Observation failed(Instant began, Reason reason) {
        return failed(began, Duration.ofMillis(20), reason, "db:5432");
    }

    public static Observation failed(Instant began, Duration took, Reason reason, String detail) {
        return new Observation(
                began, took, Map.of(), new Outcome.Failed(reason, detail), List.of());
    }

    /** The same attempt, which learned something more. */
    public static Observation knowing(Observation observation, Fact... facts) {
        return new Observation(
                observation.began(),
                observation.took(),
                observation.phases(),
                observation.outcome(),
                List.of(facts));
    }
}
