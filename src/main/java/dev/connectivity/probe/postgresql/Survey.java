package dev.connectivity.probe.postgresql;

import dev.connectivity.policy.Database.Demand;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.Fact.DatabaseRole;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import dev.connectivity.probe.Fact.DatabaseServer;
import dev.connectivity.probe.Fact.DatabaseServer.Product;
import dev.connectivity.probe.Fact.ReplicationLag;
import dev.connectivity.probe.ReplicaDemand;
import java.time.Duration;
import java.util.Optional;

/**
 * What is asked after the login, all in one round trip: that queries are answered at all, what the
 * server is, and how far behind. In the order of need, since an error ends the batch: servers that
 * only resemble PostgreSQL refuse some of it, and are none the worse for that.
 */
final class Survey {

    static final String SQL =
            """
            SELECT 1;
            SELECT current_setting('server_version_num'),
              current_setting('transaction_read_only'), pg_is_in_recovery();
            SELECT CASE
              WHEN NOT pg_is_in_recovery() THEN NULL
              WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
                AND EXISTS (SELECT FROM pg_stat_wal_receiver) THEN 0
              ELSE floor(1000 * extract(epoch FROM
                clock_timestamp() - pg_last_xact_replay_timestamp())) END;
            """
                    + ConnectionUseQuery.SQL
                    + HoldersQuery.SQL;

    private static final int SERVER = 1;
    private static final int LAG = 2;
    private static final int USE = 3;
    private static final int HOLDERS = 4;

    private Survey() {}

    /** Notes what the answer tells, and holds it against what is demanded. */
    static void judge(Attempt attempt, Answer answer, DatabaseSession session)
            throws AttemptFailed {
        Demand demand = session.demand();
        Optional<Standing> standing = answer.row(SERVER).flatMap(Survey::standing);
        answer.row(SERVER)
                .flatMap(row -> row.text(0))
                .flatMap(Survey::version)
                .ifPresent(
                        version -> attempt.note(new DatabaseServer(Product.PostgreSQL, version)));
        standing.ifPresent(it -> attempt.note(new DatabaseRole(it)));
        answer.row(USE).flatMap(ConnectionUseQuery::read).ifPresent(attempt::note);
        answer.row(HOLDERS)
                .flatMap(row -> HoldersQuery.read(row, session.login().password()))
                .ifPresent(attempt::note);
        Optional<Duration> lag =
                answer.row(LAG).flatMap(row -> row.text(0)).flatMap(Survey::duration);
        lag.ifPresent(it -> attempt.note(new ReplicationLag(it)));
        if (standing.isPresent()) {
            ReplicaDemand.check(demand, standing.get(), words(standing.get()));
        }
        if (lag.isPresent()) {
            ReplicaDemand.check(demand, lag.get());
        }
    }

    private static Optional<Standing> standing(Row row) {
        if (row.text(2).filter("t"::equals).isPresent()) {
            return Optional.of(Standing.Replica);
        }
        return row.text(1).map(text -> text.equals("on") ? Standing.ReadOnly : Standing.Writable);
    }

    private static String words(Standing standing) {
        return standing == Standing.Replica ? "in recovery" : "transaction_read_only is on";
    }

    /** {@code 180001} is 18.1, and {@code 90624}, of the times before 10, is 9.6.24. */
    private static Optional<String> version(String number) {
        if (!number.matches("[0-9]{5,7}")) {
            return Optional.empty();
        }
        int value = Integer.parseInt(number);
        int major = value / 10_000;
        int minor = value % 10_000;
        return Optional.of(
                major >= 10 ? major + "." + minor : major + "." + minor / 100 + "." + minor % 100);
    }

    private static Optional<Duration> duration(String millis) {
        return millis.matches("[0-9]{1,15}")
                ? Optional.of(Duration.ofMillis(Long.parseLong(millis)))
                : Optional.empty();
    }
}
