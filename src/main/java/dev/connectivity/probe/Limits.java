package dev.connectivity.probe;

import java.time.Duration;

/**
 * How long one attempt may take.
 *
 * @param total for all phases together
 * @param connect for the TCP connect alone, at most {@code total}. Shorter while a dependency is
 *     down: a fresh SYN finds its return sooner than the kernel's doubling retransmissions do
 */
public record Limits(Duration total, Duration connect) {}
