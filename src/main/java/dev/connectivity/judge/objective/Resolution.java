package dev.connectivity.judge.objective;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Rings of buckets, each as fine as the spans that are read from it need: a thirtieth of five
 * minutes and of half an hour, a sixtieth of an hour and of six, a seventy-second of three days, a
 * hundred-and-twentieth of thirty. One bucket more than the span has, since the present one is not
 * complete.
 */
enum Resolution {
    TEN_SECONDS(10, 31),
    MINUTE(60, 61),
    SIX_MINUTES(360, 61),
    HOUR(3_600, 73),
    SIX_HOURS(21_600, 121);

    static final List<Resolution> ALL = List.of(values());

    /** Of all rings together: 31 + 61 + 61 + 73 + 121 = 347. */
    static final int BUCKETS = Arrays.stream(values()).mapToInt(it -> it.size).sum();

    private final long seconds;
    private final int size;

    Resolution(long seconds, int size) {
        this.seconds = seconds;
        this.size = size;
    }

    /** The finest that holds so much; the coarsest for what none holds. */
    static Resolution of(Duration window) {
        return ALL.stream()
                .filter(it -> it.seconds * (it.size - 1) >= window.toSeconds())
                .findFirst()
                .orElse(SIX_HOURS);
    }

    int size() {
        return size;
    }

    Duration width() {
        return Duration.ofSeconds(seconds);
    }

    /** Number of the bucket, counted from 1970. */
    long bucket(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), seconds);
    }

    /** How many buckets before the present one a window reaches into, at most all of them. */
    int reach(Duration window) {
        return (int) Math.min(size - 1, (window.toSeconds() + seconds - 1) / seconds);
    }

    /** Place of a bucket among those of all rings. */
    int slot(long bucket) {
        return offset() + (int) Math.floorMod(bucket, (long) size);
    }

    private int offset() {
        int offset = 0;
        for (Resolution finer : ALL) {
            if (finer == this) {
                return offset;
            }
            offset += finer.size;
        }
        return offset;
    }
}
