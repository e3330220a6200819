package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

@ValidationRule(value = "self == oldSelf", message = Demands.SAME_WORKLOAD)
public record WorkloadSpec(
        @JsonPropertyDescription("Kind of the workload.") @Default("Deployment")
                @Nullable Kind kind,
        @JsonPropertyDescription("Name of the workload, in the policy's own namespace.")
                @Required
                @Pattern(Notation.SUBDOMAIN)
                @Size(min = 1, max = 253)
                String name,
        @JsonPropertyDescription(
                        "The container whose process the policy is about; the first of the pod"
                                + " template where absent.")
                @Pattern(Notation.LABEL)
                @Size(min = 1, max = 63)
                @Nullable String container) {

    /** Kinds of workload that can be looked after. */
    public enum Kind {
        Deployment
    }
}
