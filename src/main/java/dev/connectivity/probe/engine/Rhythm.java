package dev.connectivity.probe.engine;

import dev.connectivity.probe.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;

/**
 * When one question is asked, whatever the interval: at the times that leave the question's own
 * remainder when divided by it. So many questions are spread evenly; all who ask the same one do so
 * together, also where one interval is a multiple of another; and a restart moves nothing.
 *
 * @param origin what the clock of the engine showed at 1970
 * @param remainder this question's, in nanoseconds
 */
record Rhythm(long origin, long remainder) {

    /** Where the clock of {@code time} was at 1970. */
    static long origin(TimeSource time) {
        Instant now = time.instant();
        return time.nanos() - now.getEpochSecond() * 1_000_000_000L - now.getNano();
    }

    /**
     * @param words the same for the same question on every machine
     */
    static Rhythm of(long origin, String words) {
        return new Rhythm(origin, remainder(words));
    }

    /** The first time after {@code nanos}; at most {@code interval} later. */
    long after(long nanos, Duration interval) {
        long step = interval.toNanos();
        if (step <= 0) {
            return nanos;
        }
        return nanos + step - Math.floorMod(nanos - origin - remainder, step);
    }

    /** The 32 bits of a checksum, spread by a multiplication over 62: 146 years. */
    private static long remainder(String words) {
        CRC32 crc = new CRC32();
        crc.update(words.getBytes(StandardCharsets.UTF_8));
        long mixed = (crc.getValue() + 1) * 0x9E3779B97F4A7C15L;
        return (mixed ^ mixed >>> 32) >>> 2;
    }
}
