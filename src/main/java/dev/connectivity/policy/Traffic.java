package dev.connectivity.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a mesh or a gateway is told.
 *
 * @param connectTimeout of each try
 */
public record Traffic(Duration connectTimeout, Limits limits, Means means) {

    /** Who is told, and of what. */
    public sealed interface Means {}

    /** Istio, of each upstream: its own timeout, retry and circuit hold. */
    public record Mesh() implements Means {}

    /**
     * Envoy Gateway, of the routes that lead to the workload.
     *
     * @param routes names of HTTPRoutes, at least one
     * @param timeout of each try, until its answer begins
     * @param requestTimeout of all tries together, to the end of the answer
     */
    public record Gateway(
            List<String> routes,
            Optional<Duration> timeout,
            Optional<Duration> requestTimeout,
            Pacing.Retry retry,
            Ejection ejection)
            implements Means {}

    /** An address is left out for a while after so many failures in a row. */
    public record Ejection(int failures, Duration openFor) {}

    /** How much may be under way at once; empty: left to the provider. */
    public record Limits(
            OptionalInt connections,
            OptionalInt pendingRequests,
            OptionalInt requests,
            OptionalInt retries) {}
}
