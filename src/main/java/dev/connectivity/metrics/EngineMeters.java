package dev.connectivity.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.IntSupplier;

/** What the engine has to do now. */
@ApplicationScoped
public class EngineMeters {

    private final MeterRegistry registry;

    public EngineMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Asked each time that the metrics are read. */
    public void show(IntSupplier targets, IntSupplier inFlight, IntSupplier waiting) {
        gauge("connectivity.probe.targets", "Targets that are asked in their time", targets);
        gauge("connectivity.probe.in.flight", "Attempts under way", inFlight);
        gauge(
                "connectivity.probe.waiting",
                "Attempts whose time has come, and that a cap holds back",
                waiting);
    }

    private void gauge(String name, String description, IntSupplier number) {
        Gauge.builder(name, number, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
