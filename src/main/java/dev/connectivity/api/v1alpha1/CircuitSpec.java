package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * When a dependency is given up for a while (failed attempts in a row), and when it is trusted
 * again.
 */
@ValidationRule(value = Rules.OPEN_FOR_IN_RANGE, message = Demands.OPEN_FOR, fieldPath = ".openFor")
public record CircuitSpec(
        @JsonPropertyDescription("The circuit opens after this many failed attempts in a row.")
                @Min(1)
                @Max(100)
                @Nullable Integer failures,
        @JsonPropertyDescription("How long it stays open before an attempt is made again.")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String openFor,
        @JsonPropertyDescription("It closes after this many good attempts in a row.")
                @Min(1)
                @Max(100)
                @Nullable Integer successes) {}
