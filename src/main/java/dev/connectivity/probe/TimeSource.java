package dev.connectivity.probe;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What time it is, and how much of it passes; the second does not jump when the first is corrected.
 */
public interface TimeSource extends InstantSource {

    /** Nanoseconds since an arbitrary origin; only differences mean something. */
    long nanos();

    /** This machine's clocks. */
    static TimeSource system() {
        return new TimeSource() {
            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
