package dev.connectivity.api.v1alpha1;

import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

public record WorkloadSpec(@Nullable Kind kind, @Required String name, @Nullable String container) {

    /** Kinds of workload that can be looked after. */
    public enum Kind {
        Deployment
    }
}
