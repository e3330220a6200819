package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.config.OperatorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bounds the rollouts of ours that are under way at once, and has one at a time for each database
 * server, since the pods of a rollout hold more connections for its time. What statuses say
 * survives a restart; claims cover the moment between deciding and the status that says so.
 */
@ApplicationScoped
class RolloutSlots {

    private final int limit;
    private final PoolLedger ledger;
    private final Set<String> claims = new HashSet<>();

    RolloutSlots(OperatorConfig config, PoolLedger ledger) {
        this.ledger = ledger;
        limit = config.maxRollouts();
    }

    /**
     * Whether this policy may begin a rollout, which it then counts as doing until it is told to be
     * done.
     */
    synchronized boolean claim(String uid, Stream<ConnectivityPolicy> policies) {
        boolean free = free(uid, policies);
        if (free) {
            claims.add(uid);
        }
        return free;
    }

    synchronized boolean free(String uid, Stream<ConnectivityPolicy> policies) {
        Set<String> taken = underWay(policies);
        taken.addAll(claims);
        taken.remove(uid);
        return taken.size() < limit && Collections.disjoint(taken, ledger.peers(uid));
    }

    synchronized void done(String uid) {
        claims.remove(uid);
    }

    private static Set<String> underWay(Stream<ConnectivityPolicy> policies) {
        return policies.filter(
                        policy ->
                                Optional.ofNullable(policy.getStatus())
                                        .map(ConnectivityPolicyStatus::rollout)
                                        .filter(
                                                rollout ->
                                                        rollout.state() == RolloutState.Progressing)
                                        .isPresent())
                .map(policy -> policy.getMetadata().getUid())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
