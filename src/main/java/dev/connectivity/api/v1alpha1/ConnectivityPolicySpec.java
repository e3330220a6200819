package dev.connectivity.api.v1alpha1;

import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

public record ConnectivityPolicySpec(
        @Nullable Mode mode,
        @Nullable OnConflict onConflict,
        @Nullable ReadyWhen readyWhen,
        @Nullable Boolean suspended,
        @Required WorkloadSpec workload,
        @Nullable List<String> secrets,
        @Nullable ListenerSpec listener,
        @Nullable HealthSpec health,
        @Nullable DatabaseSpec database,
        @Nullable List<UpstreamSpec> upstreams) {

    /** Whether the operator only reports and proposes, or also applies. */
    public enum Mode {
        Observe,
        Enforce
    }

    /** What to do with a field that somebody else holds. */
    public enum OnConflict {
        Auto,
        Yield,
        TakeOver
    }

    /** What the Ready condition gates on. */
    public enum ReadyWhen {
        Configuration,
        Workload,
        All
    }
}
