package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.Reason;

/** How one attempt ended. */
public sealed interface Outcome {

    /** It answered as asked. */
    record Answered() implements Outcome {}

    /**
     * It did not.
     *
     * @param reason claimed on what this attempt saw
     * @param detail allow-listed words and numbers only (a status code, a SQLSTATE, {@code
     *     host:port}): never a body, a banner, a driver's message or anything from a Secret, since
     *     it ends up in status and events
     */
    record Failed(Reason reason, String detail) implements Outcome {}
}
