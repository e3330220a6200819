package dev.connectivity.policy;

import java.time.Duration;
import java.util.SortedMap;

/**
 * What takes an upstream's place while its circuit is open.
 *
 * @param dwell how long the circuit must have been closed before it goes off
 * @param maxSwitchesPerHour how often it may be switched, on or off; the last is never one off
 */
public record Fallback(Means means, Duration dwell, int maxSwitchesPerHour) {

    /** What is switched. */
    public sealed interface Means {}

    /** A key of the workload's ConfigMap of flags. */
    public record Flag(String key) implements Means {}

    /**
     * A Service of ours that leads to the upstream or to another Service.
     *
     * @param name of the one that is ours
     */
    public record Alias(String name, StandIn standIn) implements Means {}

    /** Another Service of the namespace. */
    public record StandIn(String name, int port) {}

    /** Variables of the container while it is on. */
    public record Environment(SortedMap<String, String> variables) implements Means {}
}
