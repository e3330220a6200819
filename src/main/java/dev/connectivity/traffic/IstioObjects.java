package dev.connectivity.traffic;

import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Traffic;
import dev.connectivity.policy.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Istio is told of one host: for this namespace alone, and where Istio can tell the workload's
 * pods apart, for them alone.
 */
final class IstioObjects {

    /** What is sure not to have been processed. */
    static final List<String> RETRY_ON = List.of("connect-failure", "refused-stream");

    private static final List<String> HERE = List.of(".");

    /** Istio's own, at which addresses that were left out are let in again. */
    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final Policy policy;
    private final Traffic traffic;
    private final Surroundings surroundings;

    IstioObjects(Policy policy, Traffic traffic, Surroundings surroundings) {
        this.policy = policy;
        this.traffic = traffic;
        this.surroundings = surroundings;
    }

    List<Wanted> of(Governed governed) {
        List<Wanted> wanted = new ArrayList<>();
        if (governed.host().isOutside()) {
            wanted.add(wanted(TrafficKind.ServiceEntry, governed, entry(governed)));
        }
        wanted.add(wanted(TrafficKind.DestinationRule, governed, rule(governed)));
        if (governed.hasRequests()) {
            wanted.add(wanted(TrafficKind.VirtualService, governed, service(governed)));
        }
        return wanted;
    }

    private Wanted wanted(TrafficKind kind, Governed governed, Fields spec) {
        Set<String> namespaces = new LinkedHashSet<>(List.of(policy.namespace()));
        governed.host().namespace().ifPresent(namespaces::add);
        return new Wanted(
                kind,
                Names.of(policy.name(), governed.name()),
                spec.map(),
                Set.of(governed.host().name()),
                namespaces);
    }

    private Fields rule(Governed governed) {
        Traffic.Limits limits = traffic.limits();
        Traffic.Ejection ejection = governed.ejection();
        Duration openFor = ejection.openFor();
        Fields connections =
                new Fields()
                        .with(
                                "tcp",
                                new Fields()
                                        .with("connectTimeout", traffic.connectTimeout())
                                        .with("maxConnections", limits.connections()));
        if (governed.hasRequests()) {
            connections.with(
                    "http",
                    new Fields()
                            .with("http1MaxPendingRequests", limits.pendingRequests())
                            .with("http2MaxRequests", limits.requests())
                            .with("maxRetries", limits.retries()));
        }
        Fields outliers =
                new Fields()
                        .with("consecutiveGatewayErrors", ejection.failures())
                        .with("consecutive5xxErrors", 0)
                        .with("interval", openFor.compareTo(SWEEP) < 0 ? openFor : SWEEP)
                        .with("baseEjectionTime", openFor)
                        .with("maxEjectionPercent", 100);
        Fields rule = new Fields().with("exportTo", HERE).with("host", governed.host().name());
        if (!surroundings.selector().isEmpty()) {
            rule.with(
                    "workloadSelector",
                    Map.of("matchLabels", new TreeMap<>(surroundings.selector())));
        }
        return rule.with(
                "trafficPolicy",
                new Fields()
                        .with("connectionPool", connections)
                        .with("outlierDetection", outliers));
    }

    /** One route for all of the host's ports: each request goes on to the port it came for. */
    private static Fields service(Governed governed) {
        String host = governed.host().name();
        Fields retries = new Fields().with("attempts", governed.retries());
        if (governed.retries() > 0) {
            retries.with("retryOn", String.join(",", RETRY_ON))
                    .with("backoff", governed.backoff())
                    .with("perTryTimeout", governed.timeout());
        }
        Fields route =
                new Fields()
                        .with("route", List.of(Map.of("destination", Map.of("host", host))))
                        .with("retries", retries);
        return new Fields()
                .with("exportTo", HERE)
                .with("hosts", List.of(host))
                .with("http", List.of(route.map()));
    }

    /** A mesh heeds rules only for hosts that it knows, and it knows its own Services alone. */
    private static Fields entry(Governed governed) {
        Map<Integer, Object> ports = new TreeMap<>();
        for (Upstream upstream : governed.upstreams()) {
            String protocol = Wire.of(upstream).protocol();
            ports.putIfAbsent(
                    upstream.port(),
                    new Fields()
                            .with("number", upstream.port())
                            .with("name", protocol.toLowerCase(Locale.ROOT) + "-" + upstream.port())
                            .with("protocol", protocol)
                            .map());
        }
        return new Fields()
                .with("exportTo", HERE)
                .with("hosts", List.of(governed.host().name()))
                .with("location", "MESH_EXTERNAL")
                .with("resolution", "DNS")
                .with("ports", List.copyOf(ports.values()));
    }
}
