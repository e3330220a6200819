package dev.connectivity.reconcile;

import dev.connectivity.config.OperatorConfig;
import dev.connectivity.diagnose.pool.Neighbour;
import dev.connectivity.diagnose.pool.PoolDiagnoser;
import dev.connectivity.diagnose.pool.PoolEvidence;
import dev.connectivity.metrics.ConnectionMeters;
import dev.connectivity.plan.FieldManagers;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Pool;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import dev.connectivity.watch.Questions;
import dev.connectivity.watch.ServerName;
import dev.connectivity.watch.ServerUse;
import dev.connectivity.watch.Watchtower;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Gathers what is known of a workload's pools, and keeps the ledger of who takes what. */
@ApplicationScoped
class Pools {

    private final Watchtower watchtower;
    private final PoolLedger ledger;
    private final ConnectionMeters meters;
    private final OperatorConfig config;
    private final InstantSource clock;

    Pools(
            Watchtower watchtower,
            PoolLedger ledger,
            ConnectionMeters meters,
            OperatorConfig config,
            InstantSource clock) {
        this.watchtower = watchtower;
        this.ledger = ledger;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    /** Empty where the policy declares no pool, or there is no workload. */
    Optional<PoolEvidence> gather(
            Policy policy,
            Optional<Deployment> deployment,
            Questions.Resolved questions,
            Caches caches) {
        Optional<PoolEvidence> evidence =
                policy.database()
                        .flatMap(Database::pool)
                        .filter(it -> !policy.suspended())
                        .flatMap(
                                pool ->
                                        deployment.map(
                                                it ->
                                                        evidence(
                                                                policy, pool, it, questions,
                                                                caches)));
        Optional<Address> server = questions.database().map(Question::address);
        enter(policy, evidence, server, caches);
        return evidence.map(it -> among(it, server));
    }

    private PoolEvidence evidence(
            Policy policy,
            Pool pool,
            Deployment deployment,
            Questions.Resolved questions,
            Caches caches) {
        Optional<ServerUse> use =
                questions.database().flatMap(it -> watchtower.serverUse(policy, it.address()));
        return new PoolEvidence(
                policy,
                pool,
                deployment,
                caches.largest(deployment),
                use.map(ServerUse::use),
                use.filter(ServerUse::nearlyExhausted).isPresent(),
                List.of(),
                questions.urlHasQuery(),
                lastChanged(deployment),
                clock.instant());
    }

    /** Takes down the workload's part, and has its neighbours look again where it changed. */
    private void enter(
            Policy policy,
            Optional<PoolEvidence> evidence,
            Optional<Address> server,
            Caches caches) {
        ledger.retain(
                caches.policies().map(it -> it.getMetadata().getUid()).collect(Collectors.toSet()));
        if (policy.suspended()) {
            return;
        }
        Optional<PoolLedger.Entry> entry =
                evidence.filter(it -> it.server().isPresent())
                        .flatMap(it -> server.flatMap(at -> entry(policy, it, at)));
        ledger.enter(policy.uid(), entry).forEach(caches::wake);
    }

    private Optional<PoolLedger.Entry> entry(Policy policy, PoolEvidence evidence, Address server) {
        OptionalInt demand = PoolDiagnoser.demand(evidence);
        return demand.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PoolLedger.Entry(
                                new ResourceID(policy.name(), policy.namespace()),
                                name(server),
                                demand.getAsInt(),
                                evidence.pool().share()));
    }

    private PoolEvidence among(PoolEvidence evidence, Optional<Address> server) {
        Policy policy = evidence.policy();
        List<Neighbour> neighbours =
                server.map(it -> ledger.neighbours(policy.uid(), name(it), policy.namespace()))
                        .orElse(List.of());
        PoolEvidence whole = evidence.among(neighbours);
        OptionalInt demand = PoolDiagnoser.demand(whole);
        OptionalInt allowance = PoolDiagnoser.allowance(whole);
        if (demand.isPresent() && allowance.isPresent()) {
            meters.budgeted(policy.uid(), demand.getAsInt(), allowance.getAsInt());
        }
        return whole;
    }

    private String name(Address server) {
        return ServerName.of(server, config.probes().clusterDomain());
    }

    /** By the API server's own record of who set what. */
    private static Optional<Instant> lastChanged(Deployment deployment) {
        return deployment.getMetadata().getManagedFields().stream()
                .filter(it -> FieldManagers.ALIGNMENT.equals(it.getManager()))
                .map(ManagedFieldsEntry::getTime)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Instant::compareTo);
    }
}
