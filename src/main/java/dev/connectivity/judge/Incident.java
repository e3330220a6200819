package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * A dependency lost, and found again.
 *
 * @param began the first failed attempt
 * @param detected when the verdict turned
 * @param recovered the first success after it; empty while it lasts
 */
public record Incident(Reason reason, Instant began, Instant detected, Optional<Instant> recovered) {}
