package dev.connectivity.metrics;

import static dev.connectivity.testing.MetricsFixtures.aTarget;
import static dev.connectivity.testing.MetricsFixtures.ended;

import dev.connectivity.judge.Circuit;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.engine.Target;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What meters cost, by hand: {@code java -cp ... dev.connectivity.metrics.MeterCost}. Prints bytes
 * per target, and nanoseconds per attempt.
 */
public final class MeterCost {

    private static final int POLICIES = 160;
    private static final int EACH = 63;
    private static final int ROUNDS = 100;

    private MeterCost() {}

    public static void main(String[] arguments) {
        List<List<Target>> policies = targets();
        long before = used();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        OwnedMeters meters = new OwnedMeters(registry);
        ProbeMeters probes = new ProbeMeters(meters, registry);
        VerdictMeters verdicts = new VerdictMeters(meters);
        for (int policy = 0; policy < POLICIES; policy++) {
            String owner = "uid-" + policy;
            Set<String> ids = new HashSet<>();
            policies.get(policy).forEach(target -> ids.add(target.id()));
            meters.keep(owner, "shop", "policy-" + policy, ids);
            ids.forEach(id -> verdicts.stands(owner, id, Circuit.Closed));
        }
        long best = round(policies, probes);
        long bytes = (used() - before) / (POLICIES * EACH);
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, round(policies, probes));
        }
        long began = System.nanoTime();
        int length = registry.scrape().length();
        long scrape = (System.nanoTime() - began) / 1_000_000;
        System.out.printf(
                "meters: targets=%d bytes_per_target=%d ns_per_attempt=%d scrape_ms=%d"
                        + " scrape_mib=%d%n",
                POLICIES * EACH, bytes, best, scrape, length >> 20);
    }

    private static List<List<Target>> targets() {
        List<List<Target>> policies = new ArrayList<>();
        for (int policy = 0; policy < POLICIES; policy++) {
            List<Target> targets = new ArrayList<>();
            for (int target = 0; target < EACH; target++) {
                targets.add(aTarget("upstream/u" + target));
            }
            policies.add(targets);
        }
        return policies;
    }

    /** Nanoseconds per attempt. */
    private static long round(List<List<Target>> policies, ProbeMeters probes) {
        Observation answered = ended(new Outcome.Answered());
        long began = System.nanoTime();
        for (int policy = 0; policy < POLICIES; policy++) {
            String owner = "uid-" + policy;
            for (Target target : policies.get(policy)) {
                probes.asked(owner, target, answered, Duration.ofMillis(1));
            }
        }
        return (System.nanoTime() - began) / (POLICIES * EACH);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 5; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
