package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.Optional;

/**
 * One thing that is wrong, with the evidence that says so.
 *
 * @param subject the object to look at
 * @param field path in it; empty where no field is at fault
 * @param observed what was seen, short; empty where nothing can be shown
 * @param expected what should be there; empty where that is not known
 * @param message a sentence or two: what was seen, and what to do next
 */
public record Finding(
        Reason reason,
        Subject subject,
        String field,
        String observed,
        String expected,
        String message,
        Optional<Fix> fix) {

    /** An object of the policy's namespace. */
    public record Subject(Kind kind, String name) {

        /** {@code Kind/name}. */
        public String display() {
            return kind + "/" + name;
        }
    }

    /** Kinds that findings are about. */
    public enum Kind {
        ConnectivityPolicy,
        Deployment,
        Service,
        Pod,
        DestinationRule,
        VirtualService,
        ServiceEntry,
        BackendTrafficPolicy
    }
}
