package dev.connectivity.metrics;

import dev.connectivity.probe.Fact.ConnectionUse;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;

/** How the connections of the policies' databases are used, and what their pools may take. */
@ApplicationScoped
public class ConnectionMeters {

    private static final String CONNECTIONS = "connectivity.database.connections";
    private static final String LIMIT = "connectivity.database.connections.limit";
    private static final String POOL = "connectivity.database.pool";

    private final OwnedMeters meters;

    public ConnectionMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    public void used(String owner, ConnectionUse use) {
        connections(owner, "used", use.used());
        connections(owner, "idle", use.idle());
        connections(owner, "idle_in_transaction", use.idleInTransaction());
        connections(owner, "waiting", use.waiting());
        connections(owner, "same_user", use.sameUser());
        limit(owner, "max", use.max());
        limit(owner, "reserved", use.reserved());
    }

    /**
     * What a workload's pools come to.
     *
     * @param demand connections that its pods may open
     * @param allowance connections that they may hold
     */
    public void budgeted(String owner, int demand, int allowance) {
        pool(owner, "demand", demand);
        pool(owner, "allowance", allowance);
    }

    private void connections(String owner, String state, int number) {
        meters.show(
                owner,
                CONNECTIONS,
                "Client connections at the database server, as the last attempt that could tell saw"
                        + " them",
                of("state", state),
                number);
    }

    private void limit(String owner, String kind, int number) {
        meters.show(
                owner,
                LIMIT,
                "Connections that the database server accepts, and keeps for privileged logins",
                of("kind", kind),
                number);
    }

    private void pool(String owner, String kind, int number) {
        meters.show(
                owner,
                POOL,
                "Connections that the workload's pods may open, and that they may hold",
                of("kind", kind),
                number);
    }

    private static Tags of(String key, String value) {
        return Tags.of(OwnedMeters.DEPENDENCY, "database", key, value);
    }
}
