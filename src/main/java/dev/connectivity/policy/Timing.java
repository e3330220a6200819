package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.Demands;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often something is asked, and how long one attempt may take. */
record Timing(Duration interval, Duration timeout) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(24);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

    /**
     * Reads {@code interval} and {@code timeout} of a probe.
     *
     * @param field of the probe
     */
    static Timing read(
            @Nullable String interval, @Nullable String timeout, Timing defaults, Field field) {
        var timing =
                new Timing(
                        parse(interval, defaults.interval(), field.at("interval")),
                        parse(timeout, defaults.timeout(), field.at("timeout")));
        timing.check(field);
        return timing;
    }

    private static Duration parse(@Nullable String text, Duration fallback, Field field) {
        return text == null ? fallback : field.duration(text);
    }

    private void check(Field field) {
        field.at("interval")
                .demand(
                        interval.compareTo(SHORTEST_INTERVAL) >= 0
                                && interval.compareTo(LONGEST_INTERVAL) <= 0,
                        Demands.INTERVAL);
        field.at("timeout").demand(timeout.compareTo(SHORTEST_TIMEOUT) >= 0, Demands.TIMEOUT);
        field.at("timeout")
                .demand(timeout.compareTo(interval) <= 0, Demands.TIMEOUT_WITHIN_INTERVAL);
    }
}
