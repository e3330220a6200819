package dev.connectivity.testing;

import dev.connectivity.probe.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Stands still until it is advanced. */
public final class TestClock implements TimeSource {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    public synchronized Instant advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
        return now;
    }
}
