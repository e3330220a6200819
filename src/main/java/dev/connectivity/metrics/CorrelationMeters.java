package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Common;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * How many dependencies fail on something that they share. Without namespace, policy or the thing's
 * name: they are of several policies.
 */
@ApplicationScoped
public class CorrelationMeters {

    private final MultiGauge gauge;

    public CorrelationMeters(MeterRegistry registry) {
        gauge =
                MultiGauge.builder("connectivity.correlated.failures")
                        .description("Dependencies that fail on what they share, by its kind")
                        .register(registry);
    }

    /** One kind of thing failing in one way. */
    public record Label(Common.Kind kind, Reason reason) {}

    /** These are all; what is not among them is no more. */
    public void fail(Map<Label, Integer> counts) {
        gauge.register(
                counts.entrySet().stream()
                        .map(
                                one ->
                                        MultiGauge.Row.of(
                                                Tags.of(
                                                        "kind",
                                                        one.getKey().kind().name(),
                                                        "reason",
                                                        one.getKey().reason().name()),
                                                one.getValue()))
                        .toList(),
                true);
    }
}
