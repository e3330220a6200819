package dev.connectivity.judge;

/**
 * Whether a dependency is worth calling.
 *
 * <ul>
 *   <li>Closed, after as many failed attempts in a row as declared: Open.
 *   <li>Open, at the first success: HalfOpen; a failure keeps it open and starts its time anew.
 *   <li>HalfOpen, after as many successes in a row as declared: Closed; at the first failure: Open.
 * </ul>
 */
public enum Circuit {
    Closed,
    Open,
    HalfOpen
}
