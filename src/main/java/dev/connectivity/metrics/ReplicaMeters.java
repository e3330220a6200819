package dev.connectivity.metrics;

import dev.connectivity.probe.Fact.DatabaseRole;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import dev.connectivity.probe.Fact.ReplicationLag;
import dev.connectivity.probe.Observation;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** Whether the policies' databases take writes, and how far behind they are. */
final class ReplicaMeters {

    private static final int UNKNOWN = -1;

    private final OwnedMeters meters;

    ReplicaMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /** Changes nothing where the attempt could not tell. */
    void noted(String owner, Observation observation) {
        List<DatabaseRole> roles = of(observation, DatabaseRole.class);
        if (roles.isEmpty()) {
            return;
        }
        Standing standing = roles.getLast().standing();
        for (Standing each : Standing.values()) {
            meters.show(
                    owner,
                    "connectivity.database.role",
                    "1 for what the database server is, as the last attempt that could tell saw it",
                    tags().and("role", each.name()),
                    each == standing ? 1 : 0);
        }
        int seconds =
                of(observation, ReplicationLag.class).stream()
                        .map(fact -> Math.toIntExact(Math.min(fact.lag().toSeconds(), 1 << 30)))
                        .reduce((first, second) -> second)
                        .orElse(standing == Standing.Writable ? 0 : UNKNOWN);
        meters.show(
                owner,
                "connectivity.database.replication.lag.seconds",
                "How far the database server is behind its primary; -1 where that is not known",
                tags(),
                seconds);
    }

    private static Tags tags() {
        return Tags.of(OwnedMeters.DEPENDENCY, "database");
    }

    private static <F> List<F> of(Observation observation, Class<F> kind) {
        return observation.facts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
