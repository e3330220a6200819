package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;

/**
 * Ends an attempt. Has neither a cause nor a stack trace, so that what a library or a server wrote
 * cannot travel with it.
 */
public final class AttemptFailed extends Exception {

    private final transient Outcome.Failed outcome;
    private final transient List<Fact> facts;

    /** As {@link Outcome.Failed}: the detail is published. */
    public AttemptFailed(Reason reason, String detail) {
        this(reason, detail, List.of());
    }

    /**
     * @param facts learned from the failure itself
     */
    public AttemptFailed(Reason reason, String detail, List<Fact> facts) {
        super(reason + ": " + detail, null, false, false);
        this.outcome = new Outcome.Failed(reason, detail);
        this.facts = List.copyOf(facts);
    }

    List<Fact> facts() {
        return facts;
    }

    public Outcome.Failed outcome() {
        return outcome;
    }
}
