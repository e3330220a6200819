package dev.connectivity.metrics;

import java.time.Duration;

/**
 * Bounds of histograms of attempts: from a connect within a rack to the longest sensible timeout;
 * 11 of them, and one more bucket for what lies beyond.
 */
final class Buckets {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15)
    };

    static final int COUNT = BOUNDS.length + 1;

    private Buckets() {}

    static Duration[] bounds() {
        return BOUNDS.clone();
    }

    /** Index of the one that {@code took} falls into; a bound belongs to its own. */
    static int of(Duration took) {
        int bucket = 0;
        while (bucket < BOUNDS.length && took.compareTo(BOUNDS[bucket]) > 0) {
            bucket++;
        }
        return bucket;
    }

    /** As the text format writes them, the last {@code +Inf}. */
    static String upTo(int bucket) {
        return bucket < BOUNDS.length ? Double.toString(BOUNDS[bucket].toNanos() / 1e9) : "+Inf";
    }
}
