package dev.connectivity.probe.mysql;

import dev.connectivity.probe.AttemptFailed;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that came back for a query, with the names of their columns. */
record Answer(List<String> columns, List<List<Optional<String>>> rows) {

    /**
     * A replica's status has some 60. From 251 on the first byte means something else, as the
     * server's wish for a file of ours.
     */
    private static final int MOST_COLUMNS = 250;

    /** Of the first row; empty too where it is SQL's NULL. */
    Optional<String> text(int column) {
        return rows.isEmpty() ? Optional.empty() : rows.getFirst().get(column);
    }

    /** A column by the first of these names that it has; empty where it has none. */
    Optional<Integer> column(List<String> names) {
        return names.stream().map(columns::indexOf).filter(index -> index >= 0).findFirst();
    }

    /**
     * Up to where the server waits for the next command.
     *
     * @throws AttemptFailed on an error too
     */
    static Answer read(Wire wire) throws IOException, AttemptFailed {
        return read(wire, wire.receive());
    }

    /** The same, empty where the server refuses the query. */
    static Optional<Answer> readIfAllowed(Wire wire) throws IOException, AttemptFailed {
        Packet first = wire.take();
        return first.isError() ? Optional.empty() : Optional.of(read(wire, first));
    }

    private static Answer read(Wire wire, Packet first) throws IOException, AttemptFailed {
        try {
            long count = first.reader().number();
            if (count < 1 || count > MOST_COLUMNS) {
                throw Wire.foreign();
            }
            List<String> columns = new ArrayList<>();
            for (Packet it = wire.receive(); !it.isEnd(); it = wire.receive()) {
                columns.add(name(it.reader()));
            }
            if (columns.size() != count) {
                throw Wire.foreign();
            }
            List<List<Optional<String>>> rows = new ArrayList<>();
            for (Packet it = wire.receive(); !it.isEnd(); it = wire.receive()) {
                rows.add(row(it.reader(), columns.size()));
            }
            return new Answer(List.copyOf(columns), List.copyOf(rows));
        } catch (BufferUnderflowException | IndexOutOfBoundsException _) {
            throw Wire.foreign();
        }
    }

    /** After catalog, schema, and the table's two names. */
    private static String name(Packet.Reader column) {
        for (int i = 0; i < 4; i++) {
            column.text();
        }
        return column.text().orElse("");
    }

    private static List<Optional<String>> row(Packet.Reader reader, int columns) {
        List<Optional<String>> values = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            values.add(reader.text());
        }
        return List.copyOf(values);
    }
}
