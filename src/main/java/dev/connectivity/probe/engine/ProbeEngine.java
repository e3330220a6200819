package dev.connectivity.probe.engine;

import java.util.Collection;

/**
 * Asks every target in its time. A target that hangs costs its own slot and delays no other.
 * Targets of several owners that ask the same are asked once, and all their courses are told.
 */
public interface ProbeEngine extends AutoCloseable {

    /**
     * Makes {@code targets} all that is asked for this owner. One that was asked before with an
     * equal id, question and course goes on undisturbed; another is replaced, and an answer still
     * under way for it is dropped; one no longer there ends at once.
     *
     * @param owner a policy's UID
     */
    void watch(String owner, Collection<Target> targets);

    /** Ends all of an owner's targets at once. */
    void forget(String owner);

    /** What it has to do at this moment. */
    Load load();

    @Override
    void close();
}
