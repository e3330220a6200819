package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt as it is remembered.
 *
 * @param began to the millisecond
 * @param failed why it did; empty where it succeeded
 */
public record Attempt(Instant began, Duration took, Optional<Reason> failed) {

    static Attempt of(Observation observation) {
        return new Attempt(
                Instant.ofEpochMilli(observation.began().toEpochMilli()),
                Duration.ofMillis(observation.took().toMillis()),
                observation.outcome() instanceof Outcome.Failed failed
                        ? Optional.of(failed.reason())
                        : Optional.empty());
    }

    public boolean succeeded() {
        return failed.isEmpty();
    }
}
