package dev.connectivity.probe.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/** When, within its delay, a target is asked for the first time. */
final class Spread {

    private Spread() {}

    /**
     * The same for the same target on every machine, so that a restart moves nothing; spread evenly
     * over many targets.
     */
    static Duration over(Duration delay, String owner, String targetId) {
        CRC32 crc = new CRC32();
        crc.update((owner + '/' + targetId).getBytes(StandardCharsets.UTF_8));
        double share = crc.getValue() / (double) (1L << Integer.SIZE);
        return Duration.ofNanos((long) (delay.toNanos() * share));
    }
}
