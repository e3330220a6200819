package dev.connectivity.probe.postgresql;

import dev.connectivity.probe.Fact.ConnectionHolders;
import dev.connectivity.probe.HolderNames;
import dev.connectivity.probe.HolderNames.Holder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds the server's connections, in one row: their number, and those that hold the most, a
 * line each. PostgreSQL tells every login the account and the application of every session.
 */
final class HoldersQuery {

    /** More than are named, since some names are not repeated. */
    private static final int MOST = 20;

    private static final String LARGEST =
            """
              (SELECT string_agg(held || ' ' || name, chr(10)) FROM
                (SELECT replace(%s, chr(10), '?') AS name, count(*) AS held
                  FROM sessions GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %d) AS largest)\
            """;

    static final String SQL =
            """
            WITH sessions AS (
              SELECT coalesce(usename::text, '') AS account,
                coalesce(application_name, '') AS application
              FROM pg_stat_activity
              WHERE datid IS NOT NULL AND pid <> pg_backend_pid()
                AND coalesce(backend_type, 'client backend') = 'client backend')
            SELECT count(*),
            """
                    + LARGEST.formatted("account", MOST)
                    + ",\n"
                    + LARGEST.formatted("application", MOST)
                    + "\nFROM sessions";

    private static final Pattern LINE = Pattern.compile("([0-9]{1,9}) (.*)");

    private HoldersQuery() {}

    /** Empty where the row is not what was asked for. */
    static Optional<ConnectionHolders> read(Row row, String password) {
        return row.text(0)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .map(
                        total ->
                                new ConnectionHolders(
                                        HolderNames.bounded(holders(row, 1), total, password),
                                        HolderNames.bounded(holders(row, 2), total, password)));
    }

    private static List<Holder> holders(Row row, int column) {
        return row.text(column).stream()
                .flatMap(String::lines)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Holder(line.group(2), Integer.parseInt(line.group(1))))
                .toList();
    }
}
