package dev.connectivity.metrics;

import dev.connectivity.metrics.PolicyMeters.Extra;
import io.micrometer.core.instrument.Tag;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Series that other parts named: a family for each name, whose labels are always the same. */
final class Extras {

    private Extras() {}

    static List<MetricFamilySamples> families(Collection<PolicyMeters> policies) {
        Map<String, MetricFamilySamples> families = new LinkedHashMap<>();
        for (PolicyMeters policy : policies) {
            policy.extras()
                    .forEach(
                            (extra, number) -> {
                                MetricFamilySamples family =
                                        families.computeIfAbsent(
                                                name(extra), name -> family(name, extra));
                                series(policy, extra, family).add(number.sum(), values(extra));
                            });
        }
        return List.copyOf(families.values());
    }

    private static MetricFamilySamples family(String name, Extra extra) {
        return new MetricFamilySamples(
                name,
                extra.counter() ? Collector.Type.COUNTER : Collector.Type.GAUGE,
                extra.description(),
                new ArrayList<>());
    }

    private static Series series(PolicyMeters policy, Extra extra, MetricFamilySamples family) {
        List<String> labels = extra.tags().stream().map(Tag::getKey).toList();
        return new Series(name(extra), labels, policy, family.samples);
    }

    private static String[] values(Extra extra) {
        return extra.tags().stream().map(Tag::getValue).toArray(String[]::new);
    }

    private static String name(Extra extra) {
        return extra.name().replace('.', '_') + (extra.counter() ? "_total" : "");
    }
}
