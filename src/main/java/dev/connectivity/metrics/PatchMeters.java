package dev.connectivity.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Changes of ours that the API server was asked to make. Without namespace or policy: few and rare,
 * they outlive both.
 */
@ApplicationScoped
public class PatchMeters {

    private final MeterRegistry registry;

    public PatchMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param kind of the object
     * @param outcome what the API server made of it, in a word
     */
    public void patched(String kind, String outcome) {
        Counter.builder("connectivity.patches")
                .description("Changes sent to the API server, by what it made of them")
                .tags("kind", kind, "outcome", outcome)
                .register(registry)
                .increment();
    }
}
