package dev.connectivity.probe.mysql;

import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Fact.ConnectionHolders;
import dev.connectivity.probe.HolderNames;
import dev.connectivity.probe.HolderNames.Holder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds the server's connections. A login without the right PROCESS sees its own account only.
 * What the clients call themselves is in the performance schema alone, which MariaDB keeps only
 * where it is told to, and only a login with SELECT on that table may read: others are not even
 * shown that there is such a table, and it is not asked for then, since a refusal may be audited.
 */
final class HoldersQuery {

    private static final String USERS =
            "SELECT user, count(*), (SELECT count(*) FROM information_schema.tables WHERE"
                + " table_schema = 'performance_schema' AND table_name = 'session_connect_attrs')"
                + " FROM information_schema.processlist WHERE id <> connection_id() AND user NOT IN"
                + " ('system user', 'event_scheduler') GROUP BY user ORDER BY 2 DESC, 1 LIMIT 100";
    private static final String APPLICATIONS =
            "SELECT attr_value, count(*) FROM performance_schema.session_connect_attrs"
                    + " WHERE attr_name = 'program_name' AND processlist_id <> connection_id()"
                    + " GROUP BY attr_value ORDER BY 2 DESC, 1 LIMIT 100";

    private static final int VISIBLE = 2;
    private static final Answer NOTHING = new Answer(List.of(), List.of());

    private HoldersQuery() {}

    /**
     * Empty where the server does not tell, which is nothing against the attempt.
     *
     * @param password that must not be repeated
     */
    static Optional<ConnectionHolders> ask(Wire wire, String password) {
        try {
            Answer users = rows(wire, USERS);
            Answer applications = tellsApplications(users) ? rows(wire, APPLICATIONS) : NOTHING;
            return Optional.of(
                    new ConnectionHolders(held(users, password), held(applications, password)));
        } catch (IOException | AttemptFailed _) {
            return Optional.empty();
        }
    }

    private static Answer rows(Wire wire, String sql) throws IOException, AttemptFailed {
        wire.command(Message.query(sql));
        return Answer.readIfAllowed(wire).orElse(NOTHING);
    }

    /** Told with each account. Where no other session is seen, there is no need to know. */
    private static boolean tellsApplications(Answer users) {
        return users.columns().size() > VISIBLE
                && users.text(VISIBLE).filter(it -> !it.equals("0")).isPresent();
    }

    private static Map<String, Integer> held(Answer answer, String password) {
        List<Holder> holders = holders(answer);
        int total = holders.stream().mapToInt(Holder::connections).sum();
        return HolderNames.bounded(holders, total, password);
    }

    private static List<Holder> holders(Answer answer) {
        return answer.rows().stream()
                .filter(row -> row.size() > 1)
                .filter(row -> row.get(1).filter(it -> it.matches("[0-9]{1,9}")).isPresent())
                .map(
                        row ->
                                new Holder(
                                        row.getFirst().orElse(""),
                                        Integer.parseInt(row.get(1).get())))
                .toList();
    }
}
