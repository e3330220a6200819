package dev.connectivity.api.v1alpha1;

import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

public record HealthSpec(
        @Nullable Integer port, @Nullable Check readiness, @Nullable Check liveness, @Nullable Startup startup) {

    /** A kubelet probe of the workload: HTTP where it has a path, else TCP. */
    public record Check(
            @Nullable String path, @Nullable String period, @Nullable String timeout, @Nullable Integer failures) {}

    /** How long the process may take until it listens. */
    public record Startup(@Required String budget) {}
}
