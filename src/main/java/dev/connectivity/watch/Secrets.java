package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.status.Known.Problem;
import java.time.Instant;
import java.util.Optional;

/** Single keys of single Secrets, by name. */
@FunctionalInterface
public interface Secrets {

    Reading read(String namespace, SecretKey key);

    /** When a Secret was last written; empty where that is not known. */
    default Optional<Instant> changed(String namespace, String secret) {
        return Optional.empty();
    }

    /** The text under the key, or which problem the user has to mend. */
    sealed interface Reading {

        /** The text under the key; shows nothing of it. */
        record Value(String text) implements Reading {

            @Override
            public String toString() {
                return "Value[***]";
            }
        }

        record Missing(Problem problem) implements Reading {}
    }
}
