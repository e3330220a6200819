package dev.connectivity.traffic;

import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Traffic.Ejection;
import dev.connectivity.policy.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A host, and the upstreams at it: a mesh is told of a host once, so where they differ the most
 * patient of them has its way, and nothing is cut off that one of them allows.
 *
 * @param upstreams at least one
 */
record Governed(MeshHost host, List<Upstream> upstreams) {

    /** The hosts that a mesh can govern, in the policy's order. */
    static List<Governed> of(Policy policy, Surroundings surroundings) {
        Map<MeshHost, List<Upstream>> byHost = new LinkedHashMap<>();
        for (Upstream upstream : policy.upstreams()) {
            host(policy, upstream, surroundings)
                    .filter(it -> isKnownBy(it, Wire.of(upstream)))
                    .ifPresent(
                            it -> byHost.computeIfAbsent(it, _ -> new ArrayList<>()).add(upstream));
        }
        return byHost.entrySet().stream()
                .map(it -> new Governed(it.getKey(), List.copyOf(it.getValue())))
                .toList();
    }

    /** Where a Service has the upstream's place for the application, that is what it calls. */
    private static Optional<MeshHost> host(
            Policy policy, Upstream upstream, Surroundings surroundings) {
        return upstream.fallback().filter(it -> it.means() instanceof Alias).isPresent()
                ? upstream.fallback()
                        .map(it -> (Alias) it.means())
                        .map(it -> MeshHost.service(it.name(), policy.namespace(), surroundings))
                : MeshHost.of(upstream.host(), policy.namespace(), surroundings);
    }

    /**
     * A name outside the cluster must be declared to the mesh, and where only addresses are seen,
     * that would draw in all other traffic to the same port.
     */
    private static boolean isKnownBy(MeshHost host, Wire wire) {
        return switch (wire) {
            case HTTP, GRPC, TLS -> true;
            case TCP -> !host.isOutside();
            case NONE -> false;
        };
    }

    /** Of the first of them: it is in the name of what is made. */
    String name() {
        return upstreams.getFirst().name();
    }

    boolean hasRequests() {
        return upstreams.stream().map(Wire::of).anyMatch(Wire::hasRequests);
    }

    Duration timeout() {
        return most(
                upstreams.stream().filter(it -> Wire.of(it).hasRequests()).toList(),
                it -> it.pacing().timeout());
    }

    int retries() {
        return upstreams.stream()
                .filter(it -> Wire.of(it).hasRequests())
                .mapToInt(it -> it.pacing().retry().limit())
                .min()
                .orElse(0);
    }

    Duration backoff() {
        return most(upstreams, it -> it.pacing().retry().backoff());
    }

    Ejection ejection() {
        return new Ejection(
                most(upstreams, it -> it.pacing().circuit().failures()),
                upstreams.stream()
                        .map(it -> it.pacing().circuit().openFor())
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static <T extends Comparable<T>> T most(
            List<Upstream> upstreams, Function<Upstream, T> of) {
        return upstreams.stream().map(of).max(Comparator.naturalOrder()).orElseThrow();
    }
}
