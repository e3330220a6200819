package dev.connectivity.correlate;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Common;
import java.util.Map;
import java.util.Optional;

/**
 * Who fails on what together.
 *
 * @param members what each fails on, of those that do so with others
 * @param groups how many fail in the same way on the same thing
 * @param <K> who a dependency is
 */
public record Clusters<K>(Map<K, Common> members, Map<Group, Integer> groups) {

    /** The same thing, failing in the same way. */
    public record Group(Need need, Reason reason) {

        public Common.Kind kind() {
            return need.kind();
        }
    }

    public static <K> Clusters<K> none() {
        return new Clusters<>(Map.of(), Map.of());
    }

    public Optional<Common> of(K dependency) {
        return Optional.ofNullable(members.get(dependency));
    }
}
