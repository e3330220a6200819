package dev.connectivity.probe.dial;

import java.util.Optional;

/** What lies beneath an exception; libraries wrap what happened, some more than once. */
final class Causes {

    private Causes() {}

    /** The exception itself or the first of its causes that is of this type. */
    static <E> Optional<E> find(Throwable thrown, Class<E> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
