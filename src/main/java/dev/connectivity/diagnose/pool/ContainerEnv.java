package dev.connectivity.diagnose.pool;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The variables of a container, as its pod template writes them. */
record ContainerEnv(Container container) {

    /** How one of them is written. */
    sealed interface Entry {

        /**
         * Not at all.
         *
         * @param maySet whether {@code envFrom} may set it
         */
        record Absent(boolean maySet) implements Entry {}

        /** As text, which may refer to other variables. */
        record Literal(String text) implements Entry {}

        /**
         * Taken from elsewhere.
         *
         * @param secret the key of a Secret; empty where it is something else
         */
        record Sourced(Optional<SecretKey> secret) implements Entry {}

        /** More than once. */
        record Repeated() implements Entry {}
    }

    Entry get(String name) {
        List<EnvVar> entries =
                container.getEnv().stream().filter(it -> name.equals(it.getName())).toList();
        if (entries.isEmpty()) {
            return new Entry.Absent(!container.getEnvFrom().isEmpty());
        }
        if (entries.size() > 1) {
            return new Entry.Repeated();
        }
        EnvVar entry = entries.getFirst();
        return entry.getValueFrom() == null
                ? new Entry.Literal(entry.getValue() == null ? "" : entry.getValue())
                : new Entry.Sourced(
                        Optional.ofNullable(entry.getValueFrom().getSecretKeyRef())
                                .map(it -> new SecretKey(it.getName(), it.getKey())));
    }

    boolean has(String name) {
        return container.getEnv().stream().anyMatch(it -> name.equals(it.getName()));
    }

    /** Whether one is written before the other, so that the other may refer to it. */
    boolean precedes(String one, String other) {
        int first = position(one);
        return first >= 0 && first < position(other);
    }

    private int position(String name) {
        return IntStream.range(0, container.getEnv().size())
                .filter(i -> name.equals(container.getEnv().get(i).getName()))
                .findFirst()
                .orElse(-1);
    }
}
