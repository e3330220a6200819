package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.judge.Circuit;
import dev.connectivity.metrics.TargetMeters.Result;
import dev.connectivity.probe.Phase;
import io.prometheus.client.Collector;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Policies' numbers as series, made when they are read and let go after. */
final class PolicyCollector extends Collector {

    private static final String DEPENDENCY = OwnedMeters.DEPENDENCY;
    private static final List<String> STATUSES = List.of("True", "False", "Unknown");

    private static final List<Family> FAMILIES =
            List.of(
                    new Family(
                            "connectivity_probe_attempts_total",
                            Type.COUNTER,
                            "Attempts, by how they ended",
                            List.of(DEPENDENCY, "outcome", "reason"),
                            PolicyCollector::attempts),
                    new Family(
                            "connectivity_probe_first_attempts_total",
                            Type.COUNTER,
                            "Attempts at the interval, repeats left out, by how they ended",
                            List.of(DEPENDENCY, "outcome"),
                            PolicyCollector::firstAttempts),
                    new Family(
                            "connectivity_probe_phase_time_seconds_total",
                            Type.COUNTER,
                            "Time that a dependency's attempts spent in each phase",
                            List.of(DEPENDENCY, "phase"),
                            PolicyCollector::phaseTime),
                    new Family(
                            "connectivity_probe_phase_seconds",
                            Type.HISTOGRAM,
                            "How long each phase of an attempt took, the failed one included",
                            List.of("protocol", "phase"),
                            PolicyCollector::phases),
                    new Family(
                            "connectivity_circuit_state",
                            Type.GAUGE,
                            "1 for the state that a circuit is in, 0 for others",
                            List.of(DEPENDENCY, "state"),
                            PolicyCollector::circuits),
                    new Family(
                            "connectivity_fallback_state",
                            Type.GAUGE,
                            "1 for the state that a fallback is in, 0 for others",
                            List.of(DEPENDENCY, "state"),
                            FallbackSeries::states),
                    new Family(
                            "connectivity_fallback_active_seconds_total",
                            Type.COUNTER,
                            "Time that a fallback had its upstream's place",
                            List.of(DEPENDENCY),
                            FallbackSeries::seconds),
                    new Family(
                            "connectivity_certificate_not_after_timestamp_seconds",
                            Type.GAUGE,
                            "When the first certificate of the chain ends, since 1970",
                            List.of(DEPENDENCY),
                            PolicyCollector::certificates),
                    new Family(
                            "connectivity_condition",
                            Type.GAUGE,
                            "1 for the status that a condition has, 0 for others",
                            List.of("type", "status"),
                            PolicyCollector::conditions),
                    new Family(
                            "connectivity_findings",
                            Type.GAUGE,
                            "Findings that the status has",
                            List.of("reason", "state"),
                            PolicyCollector::findings));

    private final Supplier<Collection<PolicyMeters>> policies;

    PolicyCollector(Supplier<Collection<PolicyMeters>> policies) {
        this.policies = policies;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Collection<PolicyMeters> all = policies.get();
        return Stream.concat(
                        FAMILIES.stream().map(family -> family.of(all)),
                        Extras.families(all).stream())
                .filter(family -> !family.samples.isEmpty())
                .toList();
    }

    private static void attempts(PolicyMeters policy, Series series) {
        policy.dependencies()
                .forEach(
                        (dependency, meters) ->
                                meters.attempts()
                                        .forEach(
                                                (ended, count) ->
                                                        series.add(
                                                                count,
                                                                dependency,
                                                                ended.result().name(),
                                                                ended.reason().name())));
    }

    private static void firstAttempts(PolicyMeters policy, Series series) {
        policy.dependencies()
                .forEach(
                        (dependency, meters) -> {
                            for (Result result : Result.values()) {
                                long count = meters.firstAttempts(result);
                                if (count > 0) {
                                    series.add(count, dependency, result.name());
                                }
                            }
                        });
    }

    private static void phaseTime(PolicyMeters policy, Series series) {
        policy.dependencies()
                .forEach(
                        (dependency, meters) -> {
                            for (Phase phase : Phase.values()) {
                                double seconds = meters.spentIn(phase).toNanos() / 1e9;
                                if (seconds > 0) {
                                    series.add(seconds, dependency, label(phase));
                                }
                            }
                        });
    }

    private static void phases(PolicyMeters policy, Series series) {
        policy.phases()
                .forEach(
                        (protocol, times) ->
                                times.histograms()
                                        .forEach(
                                                (phase, histogram) ->
                                                        series.add(
                                                                histogram,
                                                                protocol,
                                                                label(phase))));
    }

    private static void circuits(PolicyMeters policy, Series series) {
        policy.dependencies()
                .forEach(
                        (dependency, meters) ->
                                meters.circuit()
                                        .ifPresent(
                                                now -> {
                                                    for (Circuit state : Circuit.values()) {
                                                        series.add(
                                                                state == now ? 1 : 0,
                                                                dependency,
                                                                state.name());
                                                    }
                                                }));
    }

    private static void certificates(PolicyMeters policy, Series series) {
        policy.dependencies()
                .forEach(
                        (dependency, meters) ->
                                meters.notAfter().ifPresent(end -> series.add(end, dependency)));
    }

    private static void conditions(PolicyMeters policy, Series series) {
        policy.conditions()
                .ifPresent(
                        told -> {
                            for (ConditionType type : ConditionType.values()) {
                                for (String status : STATUSES) {
                                    series.add(
                                            status.equals(told.get(type)) ? 1 : 0,
                                            type.name(),
                                            status);
                                }
                            }
                        });
    }

    private static void findings(PolicyMeters policy, Series series) {
        policy.findings()
                .forEach((alike, count) -> series.add(count, alike.reason().name(), alike.state()));
    }

    private static String label(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
