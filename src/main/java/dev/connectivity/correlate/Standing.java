package dev.connectivity.correlate;

import dev.connectivity.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * How a dependency fares with one thing that it needs.
 *
 * @param well when the thing last served it
 */
public record Standing(Need need, Optional<Failing> failing, Optional<Instant> well) {

    /**
     * It is down for this.
     *
     * @param since its first failure
     * @param name of the thing, as users know it
     */
    public record Failing(Reason reason, Instant since, String name) {}
}
