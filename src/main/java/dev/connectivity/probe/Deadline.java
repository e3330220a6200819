package dev.connectivity.probe;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A point in time that all phases of an attempt share: what one of them uses up, the next does not
 * have.
 *
 * @param nanos on the scale of {@link TimeSource#nanos()}
 */
public record Deadline(TimeSource time, long nanos) {

    public static Deadline after(TimeSource time, Duration duration) {
        return new Deadline(time, time.nanos() + duration.toNanos());
    }

    /** The earlier of this one and {@code duration} from now. */
    public Deadline within(Duration duration) {
        Deadline other = after(time, duration);
        return other.nanos - nanos < 0 ? other : this;
    }

    /** Zero or less once it has passed. */
    public Duration left() {
        return Duration.ofNanos(nanos - time.nanos());
    }

    public boolean passed() {
        return nanos - time.nanos() <= 0;
    }

    /**
     * What is left, as the sockets take it: at least 1, since 0 means forever to them.
     *
     * @throws SocketTimeoutException once it has passed
     */
    public int millisLeft() throws SocketTimeoutException {
        if (passed()) {
            throw new SocketTimeoutException();
        }
        return (int) Math.clamp(left().toMillis(), 1, Integer.MAX_VALUE);
    }
}
