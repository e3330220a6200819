package dev.connectivity.apply;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;

/** What the API server made of a change. */
public sealed interface ApplyResult {

    /**
     * Done, or in a dry run: it would be.
     *
     * @param object as it is now
     */
    record Applied(GenericKubernetesResource object) implements ApplyResult {}

    /** Refused, since other managers hold fields. */
    record Conflict(List<HeldField> held) implements ApplyResult {

        /**
         * A field as the API server names it, as in {@code
         * .spec.ports[port=80,protocol="TCP"].targetPort}.
         */
        public record HeldField(String manager, String field) {}
    }

    /** The object is gone, made anew, or was changed since it was looked at: look again. */
    record Stale() implements ApplyResult {}

    /**
     * Refused by validation or admission; trying again would not help.
     *
     * @param message the API server's, which speaks of the object and never of a Secret's value
     */
    record Rejected(String message) implements ApplyResult {}
}
