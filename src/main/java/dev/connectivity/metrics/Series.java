package dev.connectivity.metrics;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes one policy's series of one family. */
final class Series {

    private static final List<String> OF_POLICY = List.of("namespace", "policy");

    private final String family;
    private final List<String> names;
    private final PolicyMeters policy;
    private final List<Sample> samples;

    Series(String family, List<String> own, PolicyMeters policy, List<Sample> samples) {
        this.family = family;
        this.names = concat(OF_POLICY, own);
        this.policy = policy;
        this.samples = samples;
    }

    /**
     * @param labels values of the family's own labels, in their order
     */
    void add(double value, String... labels) {
        samples.add(new Sample(family, names, values(labels), value));
    }

    /** Of a histogram. */
    void add(PhaseTimes.Histogram histogram, String... labels) {
        List<String> values = values(labels);
        List<String> bucketNames = concat(names, List.of("le"));
        long below = 0;
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            below += histogram.counts()[bucket];
            samples.add(
                    new Sample(
                            family + "_bucket",
                            bucketNames,
                            concat(values, List.of(Buckets.upTo(bucket))),
                            below));
        }
        samples.add(new Sample(family + "_count", names, values, below));
        samples.add(new Sample(family + "_sum", names, values, histogram.seconds()));
    }

    private List<String> values(String... labels) {
        return concat(List.of(policy.namespace(), policy.policy()), Arrays.asList(labels));
    }

    private static List<String> concat(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one.size() + other.size());
        both.addAll(one);
        both.addAll(other);
        return both;
    }
}
