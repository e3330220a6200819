package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What is good enough. */
@ValidationRule(value = Rules.WINDOW_IN_RANGE, message = Demands.WINDOW, fieldPath = ".window")
public record ObjectivesSpec(
        @JsonPropertyDescription(
                        "How far back availability, latency and errors are looked at: a window that"
                                + " ends now.")
                @Default("720h")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String window,
        @JsonPropertyDescription(
                        "Percent of the questions, repeats after a failed attempt included, that"
                                + " must be answered. Not held against anything where absent.")
                @Pattern(Notation.TARGET)
                @Size(max = 6)
                @Nullable String availability,
        @JsonPropertyDescription(
                        "How fast answers must be. Not held against anything where absent.")
                @Nullable Latency latency,
        @JsonPropertyDescription(
                        "Percent of the first attempts that may fail. Not held against anything"
                                + " where absent.")
                @Pattern(Notation.ALLOWANCE)
                @Size(max = 6)
                @Nullable String errorRate,
        @JsonPropertyDescription("How soon what was lost must be back.") @Default("{}")
                @Nullable Recovery recovery) {

    /** How fast answers must be. */
    @ValidationRule(value = Rules.BELOW_IN_RANGE, message = Demands.BELOW, fieldPath = ".below")
    public record Latency(
            @JsonPropertyDescription("An answer that takes this long, or longer, is slow.")
                    @Required
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    String below,
            @JsonPropertyDescription("Percent of the answers that must not be slow.")
                    @Required
                    @Pattern(Notation.TARGET)
                    @Size(max = 6)
                    String share) {}

    /** How soon what was lost must be back. */
    @ValidationRule(
            value = Rules.RECOVERY_IN_RANGE,
            message = Demands.RECOVERY,
            fieldPath = ".database")
    @ValidationRule(
            value = Rules.SERVICE_RECOVERY_IN_RANGE,
            message = Demands.RECOVERY,
            fieldPath = ".service")
    @ValidationRule(
            value = Rules.SYSTEM_RECOVERY_IN_RANGE,
            message = Demands.RECOVERY,
            fieldPath = ".system")
    public record Recovery(
            @JsonPropertyDescription(
                            "Longest time from the first failed attempt at the database to the"
                                    + " first good one.")
                    @Default("30s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String database,
            @JsonPropertyDescription(
                            "Longest time from when the workload cannot be reached until it can.")
                    @Default("60s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String service,
            @JsonPropertyDescription(
                            "Longest time from the first loss of workload, database or a required"
                                    + " upstream until all of them are back.")
                    @Default("5m")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String system) {}
}
