package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.api.v1alpha1.TrafficSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

final class TrafficReader {

    private static final TrafficSpec.Ejection NO_EJECTION = new TrafficSpec.Ejection(null, null);
    private static final TrafficSpec.Limits NO_LIMITS =
            new TrafficSpec.Limits(null, null, null, null);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST_CONNECT = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int ROUTES = 16;
    private static final int MOST = 1_000_000;

    static Optional<Traffic> read(@Nullable TrafficSpec spec, Field field) {
        if (spec == null) {
            return Optional.empty();
        }
        var connect = field.at("connectTimeout");
        return Optional.of(
                new Traffic(
                        between(
                                connect.duration(or(spec.connectTimeout(), "2s")),
                                LONGEST_CONNECT,
                                Demands.TRAFFIC_CONNECT_TIMEOUT,
                                connect),
                        limits(or(spec.limits(), NO_LIMITS), field.at("limits")),
                        means(spec, field)));
    }

    private static Traffic.Means means(TrafficSpec spec, Field field) {
        var provider = field.at("provider").required(spec.provider());
        var routes = field.at("routes").list(spec.routes(), ROUTES);
        field.at("routes")
                .demand(
                        (provider == TrafficSpec.Provider.EnvoyGateway) != routes.isEmpty(),
                        Demands.TRAFFIC_ROUTES);
        return switch (provider) {
            case Istio -> {
                field.at("provider").demand(saysNothingOfRoutes(spec), Demands.TRAFFIC_OF_ROUTES);
                yield new Traffic.Mesh();
            }
            case EnvoyGateway -> gateway(spec, routes, field);
        };
    }

    private static boolean saysNothingOfRoutes(TrafficSpec spec) {
        return spec.timeout() == null
                && spec.requestTimeout() == null
                && spec.retry() == null
                && spec.circuit() == null;
    }

    private static Traffic.Gateway gateway(TrafficSpec spec, List<String> routes, Field field) {
        routes.forEach(it -> field.at("routes").text(it, Notation.Subdomain, 253));
        field.at("routes").demandUnique(routes, "Name each route once.");
        var timeout = timeout(spec.timeout(), Demands.TRAFFIC_TIMEOUT, field.at("timeout"));
        var request = field.at("requestTimeout");
        var requestTimeout =
                timeout(spec.requestTimeout(), Demands.TRAFFIC_REQUEST_TIMEOUT, request);
        request.demand(
                requestTimeout.isEmpty()
                        || timeout.isEmpty()
                        || requestTimeout.get().compareTo(timeout.get()) >= 0,
                Demands.TRAFFIC_REQUEST_TIMEOUT);
        return new Traffic.Gateway(
                List.copyOf(routes),
                timeout,
                requestTimeout,
                RetryReader.read(spec.retry(), field.at("retry")),
                ejection(or(spec.circuit(), NO_EJECTION), field.at("circuit")));
    }

    private static Traffic.Ejection ejection(TrafficSpec.Ejection spec, Field field) {
        var openFor = field.at("openFor").duration(or(spec.openFor(), "30s"));
        field.at("openFor")
                .demand(
                        openFor.compareTo(Duration.ofSeconds(1)) >= 0
                                && openFor.compareTo(LONGEST) <= 0,
                        Demands.OPEN_FOR);
        return new Traffic.Ejection(
                field.at("failures").number(or(spec.failures(), 5), 1, 100), openFor);
    }

    private static Traffic.Limits limits(TrafficSpec.Limits spec, Field field) {
        return new Traffic.Limits(
                limit(spec.connections(), field.at("connections")),
                limit(spec.pendingRequests(), field.at("pendingRequests")),
                limit(spec.requests(), field.at("requests")),
                limit(spec.retries(), field.at("retries")));
    }

    private static OptionalInt limit(@Nullable Integer value, Field field) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(field.number(value, 1, MOST));
    }

    private static Optional<Duration> timeout(@Nullable String text, String demand, Field field) {
        return Optional.ofNullable(text)
                .map(it -> between(field.duration(it), LONGEST, demand, field));
    }

    private static Duration between(Duration given, Duration longest, String demand, Field field) {
        field.demand(given.compareTo(SHORTEST) >= 0 && given.compareTo(longest) <= 0, demand);
        return given;
    }

    private TrafficReader() {}
}
