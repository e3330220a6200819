package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.Notation;
import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 500ms}, {@code 30s}, {@code 1m30s}. */
public final class Durations {

    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h)");

    /**
     * Adds up the parts.
     *
     * @throws IllegalArgumentException unless {@link Notation#Duration} accepts the text
     */
    public static Duration parse(String text) {
        if (!Notation.Duration.accepts(text)) {
            throw new IllegalArgumentException(Notation.Duration.hint());
        }
        return PART.matcher(text)
                .results()
                .map(part -> of(Long.parseLong(part.group(1)), part.group(2)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private Durations() {}
}
