package dev.connectivity.policy;

import java.time.Duration;

/** When a dependency is asked, and when it is given up and trusted again. */
public record Pacing(Duration interval, Duration timeout, Retry retry, Circuit circuit) {

    /**
     * Repeats of a failed attempt before the next interval, with exponential backoff.
     *
     * @param limit repeats after the first attempt
     */
    public record Retry(int limit, Duration backoff, Duration maxBackoff) {}

    /**
     * Opens after {@code failures} failed attempts in a row, may be tried again after {@code
     * openFor}, closes after {@code successes} in a row.
     */
    public record Circuit(int failures, Duration openFor, int successes) {}
}
