package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What is good enough. */
public record ObjectivesSpec(
        @JsonPropertyDescription("How soon what was lost must be back.") @Default("{}")
                @Nullable Recovery recovery) {

    /** How soon what was lost must be back. */
    @ValidationRule(
            value = Rules.RECOVERY_IN_RANGE,
            message = Demands.RECOVERY,
            fieldPath = ".database")
    public record Recovery(
            @JsonPropertyDescription(
                            "Longest time from the first failed attempt at the database to the"
                                    + " first good one.")
                    @Default("30s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String database) {}
}
