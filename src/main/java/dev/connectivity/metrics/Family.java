package dev.connectivity.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Series of one name over all policies.
 *
 * @param name as a sample has it, a counter's with {@code _total}
 * @param labels besides the policy's
 * @param tell adds those of one policy
 */
record Family(
        String name,
        Collector.Type type,
        String help,
        List<String> labels,
        BiConsumer<PolicyMeters, Series> tell) {

    MetricFamilySamples of(Collection<PolicyMeters> policies) {
        List<Sample> samples = new ArrayList<>();
        policies.forEach(policy -> tell.accept(policy, new Series(name, labels, policy, samples)));
        return new MetricFamilySamples(name, type, help, samples);
    }
}
