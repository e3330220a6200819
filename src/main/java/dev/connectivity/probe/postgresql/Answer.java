package dev.connectivity.probe.postgresql;

import dev.connectivity.probe.AttemptFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came back for a batch of statements that have one row each.
 *
 * @param rows of the statements before the first that failed
 */
record Answer(List<Row> rows) {

    Optional<Row> row(int statement) {
        return statement < rows.size() ? Optional.of(rows.get(statement)) : Optional.empty();
    }

    /**
     * Up to where the server is ready again. It need not be good to the end: only the first
     * statement must have had its row.
     */
    static Answer read(Wire wire) throws IOException, AttemptFailed {
        List<Row> rows = new ArrayList<>();
        for (Reply reply = wire.take(); reply.type() != Reply.READY; reply = wire.take()) {
            switch (reply.type()) {
                case Reply.DATA_ROW -> rows.add(Row.parse(reply.body()).orElseThrow(Wire::foreign));
                case Reply.ERROR -> {
                    if (rows.isEmpty() || reply.endsSession()) {
                        throw reply.sqlState().failure();
                    }
                }
                default -> {
                    // The shape of a row, or the end of a statement: the rows say all we need.
                }
            }
        }
        if (rows.isEmpty()) {
            throw Wire.foreign();
        }
        return new Answer(List.copyOf(rows));
    }
}
