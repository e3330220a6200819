package dev.connectivity.api.v1alpha1;

import static dev.connectivity.api.v1alpha1.Rules.IS_DURATION;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

public record HealthSpec(
        @JsonPropertyDescription(
                        "The port that answers health requests; the listener's where absent.")
                @Min(1)
                @Max(65535)
                @Nullable Integer port,
        @JsonPropertyDescription(
                        "When a pod gets traffic: the readiness probe of the container. Left alone"
                                + " where absent.")
                @Nullable Check readiness,
        @JsonPropertyDescription(
                        "When a container is restarted: its liveness probe, which must not depend"
                                + " on a database. Left alone where absent.")
                @Nullable Check liveness,
        @JsonPropertyDescription("How long the process may take to start. Left alone where absent.")
                @Nullable Startup startup) {

    /** A kubelet probe of the workload: HTTP where it has a path, else TCP. */
    @ValidationRule(
            value =
                    "[self.period, self.timeout].all(it, !it"
                            + IS_DURATION
                            + " || (!it.contains('ms') && duration(it) >= duration('1s')))",
            message = Demands.WHOLE_SECONDS)
    @ValidationRule(
            value =
                    "!self.period"
                            + IS_DURATION
                            + " || !self.timeout"
                            + IS_DURATION
                            + " || duration(self.timeout) <= duration(self.period)",
            message = Demands.TIMEOUT_WITHIN_PERIOD,
            fieldPath = ".timeout")
    public record Check(
            @JsonPropertyDescription("Path of an HTTP request; a TCP connect where absent.")
                    @Pattern(Notation.PATH)
                    @Size(min = 1, max = 1024)
                    @Nullable String path,
            @JsonPropertyDescription("Time from one probe to the next, in whole seconds.")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String period,
            @JsonPropertyDescription("How long one probe may take, in whole seconds.")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String timeout,
            @JsonPropertyDescription("Failed probes in a row until the kubelet acts.")
                    @Min(1)
                    @Max(100)
                    @Nullable Integer failures) {}

    /** How long the process may take until it listens. */
    @ValidationRule(
            value =
                    "!self.budget"
                            + IS_DURATION
                            + " || (!self.budget.contains('ms') && duration(self.budget) >="
                            + " duration('1s') && duration(self.budget) <= duration('24h'))",
            message = Demands.WHOLE_SECONDS_BUDGET,
            fieldPath = ".budget")
    public record Startup(
            @JsonPropertyDescription("Time from the start of the container until it must answer.")
                    @Required
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    String budget) {}
}
