package dev.connectivity.web.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.connectivity.view.Trail;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long it takes, in milliseconds to a tenth. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "How long it takes to be answered, in milliseconds.")
record Latency(
        @Schema(
                        description =
                                "Of the last attempt, whether it succeeded or not: from looking up"
                                        + " the name to the end of the answer.",
                        examples = "12.4")
                double lastMillis,
        @Schema(
                        description =
                                "The median of the last successful ones, at most 60; absent without"
                                        + " one.",
                        examples = "11.9")
                Optional<Double> medianMillis) {

    private static final double NANOS_PER_TENTH = 100_000;

    static Latency of(Trail trail) {
        return new Latency(millis(trail.last()), trail.median().map(Latency::millis));
    }

    private static double millis(Duration took) {
        return Math.round(took.toNanos() / NANOS_PER_TENTH) / 10.0;
    }
}
