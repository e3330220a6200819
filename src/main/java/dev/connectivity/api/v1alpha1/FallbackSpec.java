package dev.connectivity.api.v1alpha1;

import static dev.connectivity.api.v1alpha1.Rules.IS_DURATION;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What takes an upstream's place while its circuit is open. */
@ValidationRule(
        value =
                "(self.type == 'Flag') == has(self.flag)"
                        + " && (self.type == 'Service') == has(self.service)"
                        + " && (self.type == 'Environment')"
                        + " == (has(self.env) && size(self.env) > 0)",
        message = Demands.FALLBACK_UNION,
        fieldPath = ".type")
@ValidationRule(
        value = "!has(self.env) || " + Rules.HARMLESS_NAMES,
        message = Demands.HARMLESS_FALLBACK_VARIABLE,
        fieldPath = ".env")
@ValidationRule(
        value =
                "!has(self.dwell) || !self.dwell"
                        + IS_DURATION
                        + " || (duration(self.dwell) >= duration('1s')"
                        + " && duration(self.dwell) <= duration('1h'))",
        message = Demands.DWELL,
        fieldPath = ".dwell")
public record FallbackSpec(
        @JsonPropertyDescription(
                        "Flag: a key of a ConfigMap that the application reads. Service: a Service"
                                + " that leads to the upstream, or to its stand-in. Environment:"
                                + " variables of the container, at the price of a rollout.")
                @Required
                Type type,
        @JsonPropertyDescription(
                        "With Flag: the key; its value is \"true\" while the fallback is on, and"
                                + " \"false\" otherwise.")
                @Pattern(Notation.SECRET_KEY)
                @Size(min = 1, max = 63)
                @Nullable String flag,
        @JsonPropertyDescription(
                        "With Service: the Service that the application calls in the upstream's"
                                + " place, and what it leads to while the fallback is on.")
                @Nullable Alias service,
        @JsonPropertyDescription(
                        "With Environment: the container's variables while the fallback is on;"
                                + " afterwards they are as before.")
                @Size(max = 16)
                @Nullable Map<String, @Size(max = 256) String> env,
        @JsonPropertyDescription(
                        "How long the circuit must have been closed before the fallback goes off.")
                @Default("60s")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String dwell,
        @JsonPropertyDescription(
                        "How often it may be switched, on or off, within an hour. The last of them"
                                + " is never one off: it is held on instead.")
                @Default("6")
                @Min(3)
                @Max(60)
                @Nullable Integer maxSwitchesPerHour) {

    /** What is switched. */
    public enum Type {
        Flag,
        Service,
        Environment
    }

    /** The Service that the application calls. */
    @ValidationRule(
            value = "self.name != self.backend.name",
            message = Demands.OTHER_STAND_IN,
            fieldPath = ".backend.name")
    public record Alias(
            @JsonPropertyDescription(
                            "Name of the Service that the operator makes: the application calls it"
                                    + " on the upstream's port, as in http://chat:80.")
                    @Required
                    @Pattern(Notation.SERVICE)
                    @Size(min = 1, max = 63)
                    String name,
            @JsonPropertyDescription("What it leads to while the fallback is on.") @Required
                    StandIn backend) {}

    /** A Service of the policy's own namespace, with a selector or slices of its own. */
    public record StandIn(
            @JsonPropertyDescription("Name of a Service in the policy's own namespace.")
                    @Required
                    @Pattern(Notation.LABEL)
                    @Size(min = 1, max = 63)
                    String name,
            @JsonPropertyDescription("Number of the Service's port.") @Required @Min(1) @Max(65535)
                    Integer port) {}
}
