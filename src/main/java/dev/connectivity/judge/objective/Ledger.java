package dev.connectivity.judge.objective;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts over the last thirty days, the older the coarser. At most 5 counts x 347 buckets x 4 bytes
 * = 6,940 bytes, however many samples there are; what never was counted, as failures of what never
 * failed, takes no room: 1,388 bytes of what only answers, 2,776 where answers are timed.
 */
final class Ledger {

    /** By {@link Count}; absent of what never was counted. */
    private final Map<Count, int[]> counts = new EnumMap<>(Count.class);

    /** The newest bucket of each ring; older than any where nothing was counted. */
    private final long[] latest = new long[Resolution.ALL.size()];

    Ledger() {
        Arrays.fill(latest, Long.MIN_VALUE / 2);
    }

    /** What is older than a ring is not counted in it. */
    void add(Instant at, Count what, int amount) {
        int[] buckets = of(what);
        for (Resolution ring : Resolution.ALL) {
            long bucket = ring.bucket(at);
            turn(ring, bucket);
            if (holds(ring, bucket)) {
                buckets[ring.slot(bucket)] += amount;
            }
        }
    }

    /**
     * Since {@code window} ago, or up to one bucket's width longer: the oldest bucket counts whole.
     */
    long sum(Count what, Duration window, Instant now) {
        int[] buckets = counts.get(what);
        if (buckets == null) {
            return 0;
        }
        Resolution ring = Resolution.of(window);
        long present = ring.bucket(now);
        long sum = 0;
        for (long bucket = present - ring.reach(window); bucket <= present; bucket++) {
            if (holds(ring, bucket)) {
                sum += buckets[ring.slot(bucket)];
            }
        }
        return sum;
    }

    /** From now on it was never counted. */
    void clear(Count what) {
        counts.remove(what);
    }

    Ledger copy() {
        Ledger copy = new Ledger();
        System.arraycopy(latest, 0, copy.latest, 0, latest.length);
        counts.forEach((what, buckets) -> copy.counts.put(what, buckets.clone()));
        return copy;
    }

    void write(Writer out, int finestLeftOut) {
        for (Resolution ring : Resolution.ALL) {
            long newest = latest[ring.ordinal()];
            boolean empty = newest < 0 || ring.ordinal() < finestLeftOut;
            out.number(empty ? 0 : newest);
            if (!empty) {
                write(out, ring, newest);
            }
        }
    }

    private void write(Writer out, Resolution ring, long newest) {
        for (Count what : Count.values()) {
            int[] buckets = counts.get(what);
            out.number(buckets == null ? 0 : 1);
            if (buckets != null) {
                int before = 0;
                for (int age = ring.size() - 1; age >= 0; age--) {
                    int count = buckets[ring.slot(newest - age)];
                    out.signed(count - before);
                    before = count;
                }
            }
        }
    }

    static Ledger read(Reader in) {
        Ledger ledger = new Ledger();
        for (Resolution ring : Resolution.ALL) {
            long newest = in.number();
            if (newest > 0) {
                ledger.latest[ring.ordinal()] = newest;
                ledger.read(in, ring, newest);
            }
        }
        return ledger;
    }

    private void read(Reader in, Resolution ring, long newest) {
        for (Count what : Count.values()) {
            if (in.number() == 0) {
                continue;
            }
            int[] buckets = of(what);
            int count = 0;
            for (int age = ring.size() - 1; age >= 0; age--) {
                count += (int) in.signed();
                buckets[ring.slot(newest - age)] = count;
            }
        }
    }

    private int[] of(Count what) {
        return counts.computeIfAbsent(what, _ -> new int[Resolution.BUCKETS]);
    }

    private boolean holds(Resolution ring, long bucket) {
        long newest = latest[ring.ordinal()];
        return bucket <= newest && bucket > newest - ring.size();
    }

    /** Empties the buckets whose turn it is again. */
    private void turn(Resolution ring, long bucket) {
        long newest = latest[ring.ordinal()];
        if (bucket <= newest) {
            return;
        }
        empty(ring, Math.max(newest, bucket - ring.size()), bucket);
        latest[ring.ordinal()] = bucket;
    }

    /**
     * Where the clock was ahead and was set back, forgets what was counted of the time to come:
     * until that came, nothing else would be counted. One bucket ahead is none, or a clock that is
     * set right by a second would cost one.
     */
    void forgetAhead(Instant now) {
        for (Resolution ring : Resolution.ALL) {
            long present = ring.bucket(now);
            long newest = latest[ring.ordinal()];
            if (newest > present + 1) {
                empty(ring, Math.max(present, newest - ring.size()), newest);
                latest[ring.ordinal()] = present;
            }
        }
    }

    private void empty(Resolution ring, long after, long upTo) {
        for (long next = after + 1; next <= upTo; next++) {
            for (int[] buckets : counts.values()) {
                buckets[ring.slot(next)] = 0;
            }
        }
    }
}
