package dev.connectivity.diagnose.pool;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Pool;
import dev.connectivity.probe.Fact.ConnectionUse;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that was seen of one workload's pools.
 *
 * @param pool of the policy
 * @param largest what autoscalers may make of the workload; empty without one
 * @param server how its connections are used; empty until an attempt could tell
 * @param nearlyExhausted whether almost all of them were in use
 * @param urlHasQuery whether the connection URL in the policy's Secret has parameters: all that is
 *     told of it; empty where the policy names no URL, or it could not be read
 * @param lastChanged when the operator last changed a field of the workload; empty where it holds
 *     none
 */
public record PoolEvidence(
        Policy policy,
        Pool pool,
        Deployment deployment,
        OptionalInt largest,
        Optional<ConnectionUse> server,
        boolean nearlyExhausted,
        List<Neighbour> neighbours,
        Optional<Boolean> urlHasQuery,
        Optional<Instant> lastChanged,
        Instant now) {

    /** The same, among these neighbours. */
    public PoolEvidence among(List<Neighbour> others) {
        return new PoolEvidence(
                policy,
                pool,
                deployment,
                largest,
                server,
                nearlyExhausted,
                others,
                urlHasQuery,
                lastChanged,
                now);
    }

    /** The key of a Secret that holds the policy's connection URL. */
    Optional<SecretKey> urlKey() {
        return policy.database()
                .map(Database::source)
                .flatMap(
                        source ->
                                switch (source) {
                                    case Database.Source.Url url -> Optional.of(url.key());
                                    case Database.Source.Parts ignored -> Optional.empty();
                                });
    }
}
