package dev.connectivity.probe.engine;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import java.time.Duration;

/**
 * Decides when a target is asked: told of every observation, it answers when and with what limits
 * to ask next.
 */
public interface Course {

    /** The first time; the engine spreads its start over {@code delay}. */
    Step first();

    /**
     * After an observation. Called by one thread at a time; must not block, nor wait for a lock
     * that is held while the engine is called.
     */
    Step next(Observation observation);

    /** Ask after {@code delay}, for at most {@code limits}. */
    record Step(Duration delay, Limits limits) {}
}
