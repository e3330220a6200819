package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.judge.objective.PolicyReadings;
import dev.connectivity.judge.objective.Reading;
import dev.connectivity.judge.objective.Span;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Objectives as gauges, computed when they are read. Per policy at most 66 dependencies (workload,
 * database and 64 upstreams) x (3 objectives x (5 burn rates, 1 budget, 1 number of samples) + 2
 * shares of answers) + 3 objectives x 3 states = 1,527 series; 78 with a workload, a database and
 * an upstream.
 */
@ApplicationScoped
public class ObjectiveMeters {

    private static final List<String> OF_DEPENDENCY =
            List.of("namespace", "policy", OwnedMeters.DEPENDENCY, "objective");

    private final MeterRegistry registry;

    /** Series are shown by a Prometheus registry alone: they have its form. */
    @Inject
    public ObjectiveMeters(PrometheusMeterRegistry registry) {
        this((MeterRegistry) registry);
    }

    public ObjectiveMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** From now on these are shown. */
    public void show(Supplier<List<PolicyReadings>> readings) {
        if (registry instanceof PrometheusMeterRegistry shown) {
            shown.getPrometheusRegistry().register(new Readings(readings));
        }
    }

    private static final class Readings extends Collector {

        private final Supplier<List<PolicyReadings>> policies;

        Readings(Supplier<List<PolicyReadings>> policies) {
            this.policies = policies;
        }

        @Override
        public List<MetricFamilySamples> collect() {
            List<PolicyReadings> all = policies.get();
            return Stream.of(
                            family(
                                    "connectivity_objective_burn_rate",
                                    "How many times faster than its window allows an error budget"
                                            + " is being used up",
                                    samples -> all.forEach(it -> burn(it, samples))),
                            family(
                                    "connectivity_objective_budget_remaining",
                                    "Part of the error budget that is left; negative beyond its"
                                            + " end",
                                    samples -> all.forEach(it -> remaining(it, samples))),
                            family(
                                    "connectivity_objective_samples",
                                    "Samples that the window holds",
                                    samples -> all.forEach(it -> counted(it, samples))),
                            family(
                                    "connectivity_objective_answered_ratio",
                                    "Part of the samples within the window that was answered",
                                    samples -> all.forEach(it -> answered(it, samples))),
                            family(
                                    "connectivity_objective_state",
                                    "1 for the state that an objective is in, 0 for others",
                                    samples -> all.forEach(it -> states(it, samples))))
                    .filter(it -> !it.samples.isEmpty())
                    .toList();
        }

        private static MetricFamilySamples family(String name, String help, Consumer<Into> tell) {
            List<Sample> samples = new ArrayList<>();
            tell.accept(
                    (labels, values, value) ->
                            samples.add(new Sample(name, labels, values, value)));
            return new MetricFamilySamples(name, Type.GAUGE, help, samples);
        }

        /** Takes one sample. */
        private interface Into {

            void add(List<String> labels, List<String> values, double value);
        }

        private static void burn(PolicyReadings policy, Into samples) {
            for (Reading reading : policy.readings()) {
                for (Span span : Span.values()) {
                    Double rate = reading.burn().get(span);
                    if (rate != null) {
                        samples.add(
                                and(OF_DEPENDENCY, "window"),
                                and(values(policy, reading), span.label()),
                                rate);
                    }
                }
            }
        }

        private static void remaining(PolicyReadings policy, Into samples) {
            policy.readings()
                    .forEach(it -> samples.add(OF_DEPENDENCY, values(policy, it), it.remaining()));
        }

        private static void counted(PolicyReadings policy, Into samples) {
            policy.readings()
                    .forEach(it -> samples.add(OF_DEPENDENCY, values(policy, it), it.samples()));
        }

        private static void answered(PolicyReadings policy, Into samples) {
            policy.answered()
                    .forEach(
                            (dependency, parts) -> {
                                answered(policy, dependency, "first", parts.first(), samples);
                                answered(policy, dependency, "repeated", parts.repeated(), samples);
                            });
        }

        private static void answered(
                PolicyReadings policy,
                String dependency,
                String attempts,
                OptionalDouble part,
                Into samples) {
            part.ifPresent(
                    it ->
                            samples.add(
                                    List.of(
                                            "namespace",
                                            "policy",
                                            OwnedMeters.DEPENDENCY,
                                            "attempts"),
                                    List.of(
                                            policy.namespace(),
                                            policy.policy(),
                                            dependency,
                                            attempts),
                                    it));
        }

        private static void states(PolicyReadings policy, Into samples) {
            policy.standings()
                    .forEach(
                            it -> {
                                for (ObjectiveState state : ObjectiveState.values()) {
                                    samples.add(
                                            List.of("namespace", "policy", "objective", "state"),
                                            List.of(
                                                    policy.namespace(),
                                                    policy.policy(),
                                                    it.objective().name(),
                                                    state.name()),
                                            it.state() == state ? 1 : 0);
                                }
                            });
        }

        private static List<String> values(PolicyReadings policy, Reading reading) {
            return List.of(
                    policy.namespace(),
                    policy.policy(),
                    reading.dependency(),
                    reading.goal().objective().name());
        }

        private static List<String> and(List<String> some, String one) {
            return Stream.concat(some.stream(), Stream.of(one)).toList();
        }
    }
}
