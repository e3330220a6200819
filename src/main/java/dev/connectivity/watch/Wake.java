package dev.connectivity.watch;

/**
 * Whoever wants to look at a policy again, soon and off the caller's thread. Targets that hold one
 * are compared by it, so it must be the same object for as long as they are to go on undisturbed.
 */
@FunctionalInterface
public interface Wake {

    void wake(String namespace, String policy);
}
