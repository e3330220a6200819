package dev.connectivity.probe.engine;

import java.util.Collection;

/** Asks every target in its time. A target that hangs costs its own slot and delays no other. */
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

    /** Asks this target now instead of at its next time; of no effect while it is being asked. */
    void askNow(String owner, String targetId);

    @Override
    void close();
}
