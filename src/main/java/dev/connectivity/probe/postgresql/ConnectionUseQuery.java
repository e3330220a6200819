package dev.connectivity.probe.postgresql;

import dev.connectivity.probe.Fact.ConnectionUse;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the server's connections are used. What a login may not see of others' sessions is NULL, the
 * kind of process included; those that serve a client have a database, though, which all may see.
 */
final class ConnectionUseQuery {

    /** {@code reserved_connections} came with version 16. */
    static final String SQL =
            """
            SELECT current_setting('max_connections'),
              current_setting('superuser_reserved_connections')::int
                + coalesce(current_setting('reserved_connections', true), '0')::int,
              count(*),
              count(*) FILTER (WHERE state = 'idle'),
              count(*) FILTER (WHERE state LIKE 'idle in transaction%'),
              count(*) FILTER (WHERE wait_event_type = 'Lock'),
              count(*) FILTER (WHERE usename = current_user)
            FROM pg_stat_activity
            WHERE datid IS NOT NULL AND pid <> pg_backend_pid()
              AND coalesce(backend_type, 'client backend') = 'client backend';
            """;

    private static final int COLUMNS = 7;

    private ConnectionUseQuery() {}

    /** Empty where the row is not what was asked for. */
    static Optional<ConnectionUse> read(Row row) {
        int[] numbers =
                IntStream.range(0, COLUMNS)
                        .mapToObj(row::text)
                        .flatMap(Optional::stream)
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        return numbers.length < COLUMNS
                ? Optional.empty()
                : Optional.of(
                        new ConnectionUse(
                                numbers[0],
                                numbers[1],
                                numbers[2],
                                numbers[3],
                                numbers[4],
                                numbers[5],
                                numbers[6]));
    }
}
