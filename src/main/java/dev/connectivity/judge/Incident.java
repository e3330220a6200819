package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * A dependency lost, and found again.
 *
 * @param reason when it was detected
 * @param began the first failed attempt
 * @param detected when the verdict turned
 * @param degraded when its circuit opened, which is when a fallback takes over; empty where it did
 *     not
 * @param recovered when the first success after it was known; empty while it lasts
 */
public record Incident(
        Reason reason,
        Instant began,
        Instant detected,
        Optional<Instant> degraded,
        Optional<Instant> recovered) {

    /** One whose circuit has not opened. */
    public Incident(Reason reason, Instant began, Instant detected, Optional<Instant> recovered) {
        this(reason, began, detected, Optional.empty(), recovered);
    }

    /** Ends it; one that has ended stays as it is. */
    Incident recoveredAt(Instant now) {
        return recovered.isPresent()
                ? this
                : new Incident(reason, began, detected, degraded, Optional.of(now));
    }

    /** Its circuit is open; only the first time counts. */
    Incident degradedAt(Instant now) {
        return degraded.isPresent() || recovered.isPresent()
                ? this
                : new Incident(reason, began, detected, Optional.of(now), recovered);
    }
}
