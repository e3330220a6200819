package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.judge.Restored;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether fallbacks are on, and for how long they were. */
@ApplicationScoped
public class FallbackMeters {

    private final OwnedMeters meters;

    public FallbackMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /**
     * @param owner the policy's UID
     */
    public void stands(String owner, String upstream, FallbackState state) {
        meters.of(owner, Restored.upstream(upstream))
                .ifPresent(mine -> mine.fallback().stands(state));
    }

    /** Of one that has no fallback, or no longer. */
    public void none(String owner, String upstream) {
        meters.of(owner, Restored.upstream(upstream)).ifPresent(mine -> mine.fallback().ends());
    }
}
