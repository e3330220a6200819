package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last attempts at one dependency, and failures for longer than successes: of {@link #KEPT}, as
 * many as {@link #FAILURES} stay until newer failures take their place. Not for use by several
 * threads at once.
 *
 * <p>Memory: 60 x (8 + 4 + 2) bytes and the phases of one attempt, about 1.3 KiB.
 */
public final class Recall {

    static final int KEPT = 60;
    static final int FAILURES = 24;

    private static final Reason[] REASONS = Reason.values();
    private static final short SUCCEEDED = -1;

    private final long[] began = new long[KEPT];
    private final int[] took = new int[KEPT];
    private final short[] failed = new short[KEPT];
    private int size;
    private Optional<Observation> last = Optional.empty();

    /** As it was at one moment; the oldest attempt first. */
    public record Copy(List<Attempt> attempts, Optional<Observation> last) {

        public static final Copy NONE = new Copy(List.of(), Optional.empty());
    }

    public void add(Observation observation) {
        if (size == KEPT) {
            drop(victim());
        }
        Attempt attempt = Attempt.of(observation);
        began[size] = attempt.began().toEpochMilli();
        took[size] = (int) Math.min(attempt.took().toMillis(), Integer.MAX_VALUE);
        failed[size] = attempt.failed().map(it -> (short) it.ordinal()).orElse(SUCCEEDED);
        size++;
        last = Optional.of(observation);
    }

    public Copy copy() {
        List<Attempt> attempts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            attempts.add(
                    new Attempt(
                            Instant.ofEpochMilli(began[i]),
                            Duration.ofMillis(took[i]),
                            failed[i] == SUCCEEDED
                                    ? Optional.empty()
                                    : Optional.of(REASONS[failed[i]])));
        }
        return new Copy(List.copyOf(attempts), last);
    }

    /** The oldest failure where there are too many, else the oldest success. */
    private int victim() {
        int failures = 0;
        for (int i = 0; i < size; i++) {
            failures += failed[i] == SUCCEEDED ? 0 : 1;
        }
        boolean success = failures <= FAILURES;
        int oldest = 0;
        while (failed[oldest] == SUCCEEDED != success) {
            oldest++;
        }
        return oldest;
    }

    private void drop(int index) {
        int rest = size - index - 1;
        System.arraycopy(began, index + 1, began, index, rest);
        System.arraycopy(took, index + 1, took, index, rest);
        System.arraycopy(failed, index + 1, failed, index, rest);
        size--;
    }
}
