package dev.connectivity.metrics;

import dev.connectivity.probe.Phase;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each phase of one protocol's attempts took, over all of a policy's targets: 110 bytes a
 * phase.
 */
final class PhaseTimes {

    /** Counts by {@link Buckets}, each without those below it; and the sum. */
    record Histogram(long[] counts, double seconds) {}

    private static final int SUM = Buckets.COUNT;

    private final Map<Phase, long[]> numbers = new EnumMap<>(Phase.class);

    synchronized void add(Phase phase, Duration took) {
        long[] mine = numbers.computeIfAbsent(phase, key -> new long[Buckets.COUNT + 1]);
        mine[Buckets.of(took)]++;
        mine[SUM] += took.toNanos();
    }

    synchronized Map<Phase, Histogram> histograms() {
        Map<Phase, Histogram> histograms = new EnumMap<>(Phase.class);
        numbers.forEach(
                (phase, mine) ->
                        histograms.put(
                                phase,
                                new Histogram(
                                        Arrays.copyOf(mine, Buckets.COUNT), mine[SUM] / 1e9)));
        return histograms;
    }
}
