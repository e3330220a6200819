package dev.connectivity.traffic;

import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Traffic;
import dev.connectivity.policy.Traffic.Gateway;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What Envoy Gateway is told of the routes that lead to the workload. */
final class GatewayObjects {

    /** However many fail, half of the pods stay: what they answer is better than nothing. */
    private static final int EJECTED_AT_MOST = 50;

    private GatewayObjects() {}

    static Wanted of(Policy policy, Traffic traffic, Gateway gateway) {
        return new Wanted(
                TrafficKind.BackendTrafficPolicy,
                policy.name(),
                spec(traffic, gateway).map(),
                new LinkedHashSet<>(gateway.routes()),
                Set.of(policy.namespace()));
    }

    private static Fields spec(Traffic traffic, Gateway gateway) {
        return new Fields()
                .with("targetRefs", gateway.routes().stream().map(GatewayObjects::route).toList())
                // What the gateway's own policy says beside stays in force.
                .with("mergeType", "StrategicMerge")
                .with("timeout", timeout(traffic, gateway))
                .with("retry", retry(gateway))
                .with("circuitBreaker", limits(traffic.limits()))
                .with("healthCheck", new Fields().with("passive", ejection(gateway)));
    }

    private static Map<String, Object> route(String name) {
        return new Fields()
                .with("group", "gateway.networking.k8s.io")
                .with("kind", "HTTPRoute")
                .with("name", name)
                .map();
    }

    private static Fields timeout(Traffic traffic, Gateway gateway) {
        Fields http = new Fields();
        gateway.requestTimeout().ifPresent(it -> http.with("requestTimeout", it));
        return new Fields()
                .with("tcp", new Fields().with("connectTimeout", traffic.connectTimeout()))
                .with("http", http);
    }

    private static Fields retry(Gateway gateway) {
        Fields each =
                new Fields()
                        .with(
                                "backOff",
                                new Fields()
                                        .with("baseInterval", gateway.retry().backoff())
                                        .with("maxInterval", gateway.retry().maxBackoff()));
        gateway.timeout().ifPresent(it -> each.with("timeout", it));
        return new Fields()
                .with("numRetries", gateway.retry().limit())
                .with("retryOn", new Fields().with("triggers", IstioObjects.RETRY_ON))
                .with("perRetry", each);
    }

    private static Fields limits(Traffic.Limits limits) {
        return new Fields()
                .with("maxConnections", limits.connections())
                .with("maxPendingRequests", limits.pendingRequests())
                .with("maxParallelRequests", limits.requests())
                .with("maxParallelRetries", limits.retries());
    }

    private static Fields ejection(Gateway gateway) {
        return new Fields()
                .with("consecutiveGatewayErrors", gateway.ejection().failures())
                .with("consecutive5XxErrors", 0)
                .with("baseEjectionTime", gateway.ejection().openFor())
                .with("maxEjectionPercent", EJECTED_AT_MOST);
    }
}
