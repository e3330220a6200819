package dev.connectivity.cli.check;

import dev.connectivity.cli.manifest.Manifest;
import dev.connectivity.cli.manifest.ManifestSet;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.pool.Autoscaling;
import dev.connectivity.diagnose.pool.Neighbour;
import dev.connectivity.diagnose.pool.PoolDiagnoser;
import dev.connectivity.diagnose.pool.PoolEvidence;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Pool;
import dev.connectivity.watch.Questions;
import dev.connectivity.watch.ServerName;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Holds what pods may open against what the server accepts, if that is known. */
record PoolCheck(ManifestSet set, Scope scope, Questions questions, Collection<Policy> policies) {

    private static final PoolDiagnoser DIAGNOSER = new PoolDiagnoser();

    Stream<Finding> findings(Policy policy, Deployment deployment) {
        return evidence(policy, deployment).stream()
                .map(it -> it.among(neighbours(policy)))
                .flatMap(it -> DIAGNOSER.diagnose(it).stream());
    }

    private Optional<PoolEvidence> evidence(Policy policy, Deployment deployment) {
        return policy.database()
                .flatMap(Database::pool)
                .map(pool -> evidence(policy, pool, deployment));
    }

    private PoolEvidence evidence(Policy policy, Pool pool, Deployment deployment) {
        return new PoolEvidence(
                policy,
                pool,
                deployment,
                Autoscaling.largest(
                        ManifestSet.in(policy.namespace(), set.autoscalers()).stream()
                                .map(Manifest::object),
                        deployment),
                scope.server(),
                false,
                List.of(),
                questions.resolve(policy).urlHasQuery(),
                Optional.empty(),
                Instant.EPOCH);
    }

    private List<Neighbour> neighbours(Policy policy) {
        return policies.stream()
                .filter(other -> !other.uid().equals(policy.uid()))
                .filter(other -> server(other).isPresent() && server(other).equals(server(policy)))
                .flatMap(other -> neighbour(other, policy).stream())
                .toList();
    }

    private Optional<Neighbour> neighbour(Policy other, Policy policy) {
        return set.deployment(other.namespace(), other.workload().name())
                .flatMap(deployment -> evidence(other, deployment.object()))
                .flatMap(
                        evidence -> {
                            OptionalInt demand = PoolDiagnoser.demand(evidence);
                            return demand.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(
                                            new Neighbour(
                                                    other.namespace().equals(policy.namespace()),
                                                    demand.getAsInt(),
                                                    evidence.pool().share()));
                        });
    }

    /** By its address, or, where the Secret is not at hand, by the Secret. */
    private Optional<String> server(Policy policy) {
        return questions
                .resolve(policy)
                .database()
                .map(it -> ServerName.of(it.address(), "cluster.local"))
                .or(() -> policy.database().map(it -> policy.namespace() + " " + it.source()));
    }
}
