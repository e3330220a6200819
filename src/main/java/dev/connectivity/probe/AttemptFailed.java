package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.Reason;

/**
 * Ends an attempt. Has neither a cause nor a stack trace, so that what a library or a server wrote
 * cannot travel with it.
 */
public final class AttemptFailed extends Exception {

    private final transient Outcome.Failed outcome;

    /** As {@link Outcome.Failed}: the detail is published. */
    public AttemptFailed(Reason reason, String detail) {
        super(reason + ": " + detail, null, false, false);
        this.outcome = new Outcome.Failed(reason, detail);
    }

    public Outcome.Failed outcome() {
        return outcome;
    }
}
