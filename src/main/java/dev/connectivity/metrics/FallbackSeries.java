package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;

/** The series of a policy's fallbacks. */
final class FallbackSeries {

    private FallbackSeries() {}

    static void states(PolicyMeters policy, Series series) {
        policy.dependencies()
                .forEach(
                        (dependency, meters) ->
                                meters.fallback()
                                        .state()
                                        .ifPresent(
                                                now -> {
                                                    for (FallbackState state :
                                                            FallbackState.values()) {
                                                        series.add(
                                                                state == now ? 1 : 0,
                                                                dependency,
                                                                state.name());
                                                    }
                                                }));
    }

    static void seconds(PolicyMeters policy, Series series) {
        policy.dependencies()
                .forEach(
                        (dependency, meters) ->
                                meters.fallback()
                                        .state()
                                        .ifPresent(
                                                now ->
                                                        series.add(
                                                                meters.fallback().secondsOn(),
                                                                dependency)));
    }
}
