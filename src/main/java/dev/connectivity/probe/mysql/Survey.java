package dev.connectivity.probe.mysql;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Role;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.Fact.DatabaseRole;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import dev.connectivity.probe.Fact.DatabaseServer;
import dev.connectivity.probe.Fact.ReplicationLag;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.ReplicaDemand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked after the login: one query of variables, which touches no table and so appears in
 * no slow query log. How far a replica is behind is a second one, asked only where a replica will
 * do: it waits while somebody starts or stops the replication, and needs a right of its own.
 */
final class Survey {

    /** Every MySQL since 5.6 and every MariaDB has these; read only for all is read only, too. */
    private static final String VARIABLES =
            "SELECT 1, @@version, @@global.read_only, @@global.innodb_read_only";

    private static final int VERSION = 1;
    private static final int READ_ONLY = 2;
    private static final int INNODB_READ_ONLY = 3;
    private static final List<String> BEHIND =
            List.of("Seconds_Behind_Source", "Seconds_Behind_Master");

    private final Attempt attempt;
    private final Wire wire;
    private final Blame blame;
    private final Demand demand;
    private final String password;

    Survey(Attempt attempt, Wire wire, Blame blame, DatabaseSession session) {
        this.attempt = attempt;
        this.wire = wire;
        this.blame = blame;
        this.demand = session.demand();
        this.password = session.login().password();
    }

    /** Notes what the answers tell, and holds them against what is demanded. */
    void run() throws AttemptFailed {
        request(VARIABLES);
        Answer variables = attempt.phase(Phase.Response, blame, () -> Answer.read(wire));
        if (variables.columns().size() <= INNODB_READ_ONLY) {
            throw Wire.foreign();
        }
        Optional<Version> version = variables.text(VERSION).flatMap(Version::parse);
        version.ifPresent(it -> attempt.note(new DatabaseServer(it.product(), it.numbers())));
        ConnectionUseQuery.ask(wire).ifPresent(attempt::note);
        HoldersQuery.ask(wire, password).ifPresent(attempt::note);
        Optional<String> readOnly = readOnly(variables);
        Optional<Answer> replica = wantsReplica(readOnly) ? replica(version) : Optional.empty();
        boolean follows = replica.filter(it -> !it.rows().isEmpty()).isPresent();
        Standing standing = standing(readOnly.isPresent(), follows);
        attempt.note(new DatabaseRole(standing));
        ReplicaDemand.check(demand, standing, readOnly.orElse(""));
        if (follows) {
            judgeLag(replica.get());
        }
    }

    /** Which variable says so, in words. */
    private static Optional<String> readOnly(Answer variables) {
        if (on(variables, READ_ONLY)) {
            return Optional.of("read_only is on");
        }
        return on(variables, INNODB_READ_ONLY)
                ? Optional.of("innodb_read_only is on")
                : Optional.empty();
    }

    /** A number or a word, by product and age. */
    private static boolean on(Answer variables, int column) {
        return variables
                .text(column)
                .filter(text -> !text.equals("0") && !text.equalsIgnoreCase("OFF"))
                .isPresent();
    }

    private boolean wantsReplica(Optional<String> readOnly) {
        return demand.role() == Role.Any && (readOnly.isPresent() || demand.maxLag().isPresent());
    }

    private static Standing standing(boolean readOnly, boolean follows) {
        if (!readOnly) {
            return Standing.Writable;
        }
        return follows ? Standing.Replica : Standing.ReadOnly;
    }

    /** Empty where we may not ask. */
    private Optional<Answer> replica(Optional<Version> version) throws AttemptFailed {
        request(
                version.filter(Version::saysReplica).isPresent()
                        ? "SHOW REPLICA STATUS"
                        : "SHOW SLAVE STATUS");
        return attempt.phase(Phase.Response, blame, () -> Answer.readIfAllowed(wire));
    }

    private void judgeLag(Answer replica) throws AttemptFailed {
        Optional<Integer> column = replica.column(BEHIND);
        if (column.isEmpty()) {
            return;
        }
        Optional<Duration> lag =
                replica.text(column.get())
                        .filter(text -> text.matches("[0-9]{1,12}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        if (lag.isPresent()) {
            attempt.note(new ReplicationLag(lag.get()));
            ReplicaDemand.check(demand, lag.get());
        } else if (demand.maxLag().isPresent()) {
            throw new AttemptFailed(Reason.DatabaseReplicationLag, "replication is not running");
        }
    }

    private void request(String sql) throws AttemptFailed {
        attempt.phase(Phase.Request, blame, () -> send(sql));
    }

    private boolean send(String sql) throws IOException {
        wire.command(Message.query(sql));
        return true;
    }
}
