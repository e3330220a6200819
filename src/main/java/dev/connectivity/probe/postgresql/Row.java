package dev.connectivity.probe.postgresql;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row of an answer, as text; an empty value is SQL's NULL. */
record Row(List<Optional<String>> values) {

    /** NULL, or no such column. */
    Optional<String> text(int column) {
        return column < values.size() ? values.get(column) : Optional.empty();
    }

    /**
     * @param body of a DataRow: the number of values, each with its length before it
     */
    static Optional<Row> parse(byte[] body) {
        ByteBuffer buffer = ByteBuffer.wrap(body);
        List<Optional<String>> values = new ArrayList<>();
        try {
            int count = buffer.getShort();
            for (int i = 0; i < count; i++) {
                values.add(value(buffer));
            }
            return Optional.of(new Row(List.copyOf(values)));
        } catch (BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0) {
            return Optional.empty();
        }
        if (length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        buffer.get(text);
        return Optional.of(new String(text, StandardCharsets.UTF_8));
    }
}
