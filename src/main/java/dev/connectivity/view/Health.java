package dev.connectivity.view;

/** How a policy fares, in one word; the worst last. */
public enum Health {
    /** All that it declares answers. */
    Up,
    /** Not known yet, or not asked. */
    Unknown,
    /** Users are served, and something is wrong. */
    Degraded,
    /** The workload, its database or a required upstream does not answer. */
    Down
}
