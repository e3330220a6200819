package dev.connectivity.probe.engine;

import dev.connectivity.config.OperatorConfig;

/**
 * How many attempts may be under way at once.
 *
 * @param total of all policies
 * @param perHost to one host and port, so that a burst of ours is no burden to it
 * @param perNamespace for the policies of one namespace, so that it leaves room for the others
 */
public record Caps(int total, int perHost, int perNamespace) {

    /** As the administrator set them. */
    public static Caps of(OperatorConfig.Probes probes) {
        return new Caps(
                probes.maxInFlight(),
                probes.maxInFlightPerHost(),
                probes.maxInFlightPerNamespace());
    }
}
