package dev.connectivity.policy;

import java.time.Duration;
import java.util.Optional;

/** The kubelet probes that the workload should have; what is empty is left alone. */
public record Health(
        int port,
        Optional<Check> readiness,
        Optional<Check> liveness,
        Optional<Duration> startupBudget) {

    /**
     * One kubelet probe.
     *
     * @param path empty: a TCP probe
     */
    public record Check(Optional<String> path, Duration period, Duration timeout, int failures) {}
}
