package dev.connectivity.metrics;

import dev.connectivity.probe.engine.Load;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What the engine has to do now. */
@ApplicationScoped
public class EngineMeters {

    private final MeterRegistry registry;

    public EngineMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Asks the engine each time that the metrics are read. */
    public void show(Supplier<Load> load) {
        gauge(
                "connectivity.probe.targets",
                "Targets that are asked in their time",
                () -> load.get().targets());
        gauge("connectivity.probe.in.flight", "Attempts under way", () -> load.get().inFlight());
        gauge(
                "connectivity.probe.waiting",
                "Attempts whose time has come, and that a cap holds back",
                () -> load.get().waiting());
    }

    private void gauge(String name, String description, IntSupplier number) {
        Gauge.builder(name, number, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
