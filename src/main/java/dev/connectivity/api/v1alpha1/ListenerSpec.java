package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ValidationRule(
        value =
                "!has(self.services)"
                        + " || self.services.all(a, self.services.exists_one(b, b == a))",
        message = Demands.UNIQUE_SERVICES,
        fieldPath = ".services")
@ValidationRule(
        value =
                "!has(self.env) || self.env.all(name, !name.matches('"
                        + Demands.CODE_VARIABLES
                        + "'))",
        message = Demands.HARMLESS_VARIABLE,
        fieldPath = ".env")
public record ListenerSpec(
        @JsonPropertyDescription(
                        "The port that the process listens on: a claim, which is proven by connects"
                                + " to the pods before anything is changed.")
                @Required
                @Min(1)
                @Max(65535)
                Integer port,
        @JsonPropertyDescription("What the process speaks on its port.") @Default("HTTP")
                @Nullable Protocol protocol,
        @JsonPropertyDescription(
                        "Service ports that must lead to the listener; where absent, those that"
                                + " select the pods, whose target refuses on every running pod and"
                                + " belongs to no other container.")
                @Size(max = 16)
                @Nullable List<ServicePort> services,
        @JsonPropertyDescription(
                        "Names of the container's variables that carry the port. A number is set to"
                            + " the port, a URL to loopback gets the port, any other URL is left"
                            + " alone; of those that the container lacks, PORT alone is added.")
                @Size(max = 16)
                @Nullable List<@Pattern(Notation.VARIABLE) @Size(min = 1, max = 63) String> env) {

    /** What the process speaks on its port. */
    public enum Protocol {
        HTTP,
        HTTPS,
        TCP
    }

    /**
     * A Service and, by name or number, the one of its ports that must lead to the listener;
     * absent: each that fails to.
     */
    // The rest of the demand is in the schema: the API server takes no account of a text's length
    // where a number may stand too,
    // and would hold an expression that reads more of it for too costly.
    @ValidationRule(
            value = "!has(self.port) || type(self.port) == int || self.port.matches('[a-z]')",
            message = Demands.SERVICE_PORT,
            fieldPath = ".port")
    public record ServicePort(
            @JsonPropertyDescription("Name of the Service, in the policy's own namespace.")
                    @Required
                    @Pattern(Notation.LABEL)
                    @Size(min = 1, max = 63)
                    String name,
            @JsonPropertyDescription(
                            "Name or number of the Service port; where absent, whichever port of"
                                    + " the Service fails to lead to the listener.")
                    @Nullable IntOrString port) {}
}
