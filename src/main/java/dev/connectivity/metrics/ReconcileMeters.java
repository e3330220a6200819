package dev.connectivity.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Passes of the loop, from the event that is worked on to the status. */
@ApplicationScoped
public class ReconcileMeters {

    /** A pass that reads caches alone, to one that writes several objects; the aim is under 2 s. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;

    public ReconcileMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How a pass ended. */
    public enum Outcome {
        /** The status told something new. */
        Written,
        /** Nothing was written. */
        Unchanged,
        /** It ended in an exception and will be repeated. */
        Failed
    }

    public void reconciled(Duration took, Outcome outcome) {
        Timer.builder("connectivity.reconcile")
                .description("How long a pass over one policy took")
                .tag("outcome", outcome.name())
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took);
    }
}
