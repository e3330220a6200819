package dev.connectivity.probe.engine;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import java.time.Duration;

/**
 * Decides when a target is asked: told of every observation, it answers when and with what limits
 * to ask next.
 */
public interface Course {

    /** The first time; the engine puts its start somewhere within {@code delay}. */
    Step first();

    /**
     * After an observation. Called by one thread at a time; must not block, nor wait for a lock
     * that is held while the engine is called.
     */
    Step next(Observation observation);

    /**
     * Ask after {@code delay}, for at most {@code limits}. The delay counts from the end of an
     * attempt that failed, and from the beginning of one that did not; then it ends at the target's
     * next regular time, which comes no later.
     */
    record Step(Duration delay, Limits limits) {}
}
