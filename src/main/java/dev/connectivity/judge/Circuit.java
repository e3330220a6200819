package dev.connectivity.judge;

/**
 * Whether a dependency is worth calling. {@link Breaker} makes the transitions, one method for each
 * thing that can happen; no others exist.
 */
public enum Circuit {

    /**
     * It is called.
     *
     * <ul>
     *   <li>To {@link #Open}: as many failed attempts in a row as {@code circuit.failures}.
     * </ul>
     */
    Closed,

    /**
     * It is spared: asked after {@code openFor}, and ever more slowly.
     *
     * <ul>
     *   <li>To {@link #HalfOpen}: a success, where {@code circuit.successes} wants more than one.
     *   <li>To {@link #Closed}: a success, where one is enough.
     *   <li>To itself, its time begun anew: a failure.
     * </ul>
     */
    Open,

    /**
     * It is on trial: asked every second, {@link Breaker#trials} times at most.
     *
     * <ul>
     *   <li>To {@link #Closed}: as many successes in a row as {@code circuit.successes}.
     *   <li>To {@link #Open}: a failure, or the end of its trials without a decision, as where it
     *       answers that it is asked too often.
     * </ul>
     */
    HalfOpen
}
