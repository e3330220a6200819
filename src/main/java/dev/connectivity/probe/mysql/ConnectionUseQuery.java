package dev.connectivity.probe.mysql;

import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Fact.ConnectionUse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the server's connections are used. Their number is told to every login; what they do, to one
 * without the right PROCESS only of its own. Nothing is reserved: the one connection beyond the
 * maximum is the administrator's.
 */
final class ConnectionUseQuery {

    private static final String CONNECTED = "SHOW GLOBAL STATUS LIKE 'Threads_connected'";

    private static final String DOING =
            "SELECT @@global.max_connections, coalesce(sum(command = 'Sleep'), 0),"
                    + " coalesce(sum(state LIKE 'Waiting for%lock'), 0),"
                    + " coalesce(sum(user = substring_index(current_user(), '@', 1)), 0)"
                    + " FROM information_schema.processlist WHERE id <> connection_id()";

    private static final int COLUMNS = 4;

    private ConnectionUseQuery() {}

    /**
     * Empty where the server does not tell: that is nothing against the attempt, which had its
     * answer already.
     */
    static Optional<ConnectionUse> ask(Wire wire) {
        try {
            wire.command(Message.query(CONNECTED));
            Optional<Integer> connected =
                    Answer.readIfAllowed(wire)
                            .flatMap(it -> numbers(it, 1, 2).stream().findFirst());
            wire.command(Message.query(DOING));
            List<Integer> doing =
                    Answer.readIfAllowed(wire).map(it -> numbers(it, 0, COLUMNS)).orElse(List.of());
            return connected
                    .filter(it -> doing.size() == COLUMNS)
                    .map(
                            it ->
                                    new ConnectionUse(
                                            doing.get(0),
                                            0,
                                            Math.max(0, it - 1),
                                            doing.get(1),
                                            0,
                                            doing.get(2),
                                            doing.get(3)));
        } catch (IOException | AttemptFailed _) {
            return Optional.empty();
        }
    }

    private static List<Integer> numbers(Answer answer, int from, int to) {
        return answer.columns().size() < to
                ? List.of()
                : IntStream.range(from, to)
                        .mapToObj(answer::text)
                        .flatMap(Optional::stream)
                        .map(text -> text.replaceFirst("[.]0*$", ""))
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .map(Integer::valueOf)
                        .toList();
    }
}
