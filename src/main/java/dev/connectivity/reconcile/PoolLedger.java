package dev.connectivity.reconcile;

import dev.connectivity.diagnose.pool.Neighbour;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What each policy's workload may take of which database server. Only those are entered whose login
 * the server accepted: nobody else may make a neighbour's pool smaller. One small record for each
 * policy with a pool; after a restart it fills again with the first passes.
 */
@ApplicationScoped
class PoolLedger {

    /**
     * One workload's part.
     *
     * @param server that policies have in common
     * @param demand connections that its pods may open
     * @param share percent of the usable ones that it claims
     */
    record Entry(ResourceID policy, String server, int demand, BigDecimal share) {

        private String namespace() {
            return policy.getNamespace().orElse("");
        }
    }

    private final Map<String, Entry> byPolicy = new HashMap<>();

    /**
     * Takes down what a policy's workload may take now; empty: nothing, or nothing that is known.
     *
     * @return policies that should look again, since one at their server changed
     */
    synchronized Set<ResourceID> enter(String uid, Optional<Entry> entry) {
        Optional<Entry> before = Optional.ofNullable(byPolicy.get(uid));
        if (before.equals(entry)) {
            return Set.of();
        }
        byPolicy.remove(uid);
        entry.ifPresent(it -> byPolicy.put(uid, it));
        return byPolicy.entrySet().stream()
                .filter(it -> !it.getKey().equals(uid))
                .map(Map.Entry::getValue)
                .filter(it -> isAt(before, it) || isAt(entry, it))
                .map(Entry::policy)
                .collect(Collectors.toSet());
    }

    /** Those that are gone take nothing any more. */
    synchronized void retain(Set<String> uids) {
        byPolicy.keySet().retainAll(uids);
    }

    /** The others at the same server. */
    synchronized List<Neighbour> neighbours(String uid, String server, String namespace) {
        return others(uid, it -> it.server().equals(server)).values().stream()
                .map(it -> new Neighbour(it.namespace().equals(namespace), it.demand(), it.share()))
                .toList();
    }

    /** UIDs of the other policies at the server of this one. */
    synchronized Set<String> peers(String uid) {
        Entry own = byPolicy.get(uid);
        return own == null
                ? Set.of()
                : Set.copyOf(others(uid, it -> it.server().equals(own.server())).keySet());
    }

    private Map<String, Entry> others(String uid, Predicate<Entry> which) {
        return byPolicy.entrySet().stream()
                .filter(it -> !it.getKey().equals(uid) && which.test(it.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isAt(Optional<Entry> one, Entry other) {
        return one.filter(it -> it.server().equals(other.server())).isPresent();
    }
}
