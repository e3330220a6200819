package dev.connectivity.testing;

import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.pool.Neighbour;
import dev.connectivity.diagnose.pool.PoolDiagnoser;
import dev.connectivity.diagnose.pool.PoolEvidence;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Fact.ConnectionUse;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Three replicas whose URL asks for pools of 20, at a server that accepts 40 connections and
 * reserves 3 of them.
 */
public final class PoolFixture {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Neighbour> neighbours = new ArrayList<>();
    private String pool = "framework: Prisma";
    private String env =
            "[{name: DB_URL, valueFrom: {secretKeyRef: {name: db, key: URL}}},"
                    + " {name: DATABASE_URL, value: '$(DB_URL)?connection_limit=20'}]";
    private String rest = "";
    private String deployment = "replicas: 3";
    private OptionalInt largest = OptionalInt.empty();
    private Optional<ConnectionUse> server = Optional.of(server(40, 3));
    private boolean nearlyExhausted;
    private Optional<Boolean> query = Optional.of(false);
    private Optional<Instant> lastChanged = Optional.empty();

    public static PoolFixture aPool() {
        return new PoolFixture();
    }

    /** As YAML, without braces. */
    public PoolFixture pool(String spec) {
        pool = spec;
        return this;
    }

    /** As a YAML list. */
    public PoolFixture env(String list) {
        env = list;
        return this;
    }

    /** More of the container. */
    public PoolFixture container(String fields) {
        rest = ", " + fields;
        return this;
    }

    /** Of the Deployment's spec. */
    public PoolFixture deployment(String fields) {
        deployment = fields;
        return this;
    }

    public PoolFixture autoscaledTo(int most) {
        largest = OptionalInt.of(most);
        return this;
    }

    public PoolFixture server(Optional<ConnectionUse> seen) {
        server = seen;
        return this;
    }

    public static ConnectionUse server(int max, int reserved) {
        return new ConnectionUse(max, reserved, 0, 0, 0, 0, 0);
    }

    public PoolFixture nearlyExhausted() {
        nearlyExhausted = true;
        return this;
    }

    public PoolFixture neighbour(boolean sameNamespace, int demand, String share) {
        neighbours.add(new Neighbour(sameNamespace, demand, new BigDecimal(share)));
        return this;
    }

    public PoolFixture urlHasQuery(Optional<Boolean> known) {
        query = known;
        return this;
    }

    public PoolFixture lastChanged(Duration ago) {
        lastChanged = Optional.of(NOW.minus(ago));
        return this;
    }

    public List<Finding> findings() {
        return new PoolDiagnoser().diagnose(evidence());
    }

    /** The only one. */
    public Finding finding() {
        List<Finding> findings = findings();
        if (findings.size() != 1) {
            throw new AssertionError("Not one finding: " + findings);
        }
        return findings.getFirst();
    }

    public PoolEvidence evidence() {
        Policy policy =
                Policies.read(
                        "workload: {name: storefront}, secrets: [db], database: {engine:"
                                + " PostgreSQL, url: {secret: db, key: URL}, pool: {%s}}"
                                        .formatted(pool));
        return new PoolEvidence(
                policy,
                policy.database().flatMap(Database::pool).orElseThrow(),
                workload(),
                largest,
                server,
                nearlyExhausted,
                List.copyOf(neighbours),
                query,
                lastChanged,
                NOW);
    }

    private Deployment workload() {
        return Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: storefront, namespace: shop}
                spec:
                  %s
                  template:
                    spec:
                      containers: [{name: app, env: %s%s}]
                """
                        .formatted(deployment, env, rest),
                Deployment.class);
    }
}
