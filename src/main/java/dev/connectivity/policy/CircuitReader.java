package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.CircuitSpec;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.policy.Pacing.Circuit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

final class CircuitReader {

    private static final CircuitSpec EMPTY = new CircuitSpec(null, null, null);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_ATTEMPTS = 100;

    static Circuit read(@Nullable CircuitSpec given, Circuit defaults, Field field) {
        var spec = or(given, EMPTY);
        return new Circuit(
                field.at("failures")
                        .number(or(spec.failures(), defaults.failures()), 1, MOST_ATTEMPTS),
                spec.openFor() == null
                        ? defaults.openFor()
                        : openFor(spec.openFor(), field.at("openFor")),
                field.at("successes")
                        .number(or(spec.successes(), defaults.successes()), 1, MOST_ATTEMPTS));
    }

    private static Duration openFor(String text, Field field) {
        var openFor = field.duration(text);
        field.demand(
                openFor.compareTo(SHORTEST) >= 0 && openFor.compareTo(LONGEST) <= 0,
                Demands.OPEN_FOR);
        return openFor;
    }

    private CircuitReader() {}
}
