package dev.connectivity.probe.redis;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.dial.Connection;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** RESP, version 2: commands as arrays of strings, answers as single lines. */
final class Wire {

    /** An error's sentence takes some hundred bytes; what says more is no answer to PING. */
    private static final int LONGEST_LINE = 1024;

    private static final int FAREWELL = 64;
    private static final Duration FAREWELL_AT_MOST = Duration.ofMillis(250);

    private final Connection connection;
    private final InputStream in;

    Wire(Connection connection) throws IOException {
        this.connection = connection;
        this.in = new BufferedInputStream(connection.in());
    }

    boolean send(String... words) throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            command.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            command.writeBytes(bytes);
            command.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        connection.out().write(command.toByteArray());
        connection.out().flush();
        return true;
    }

    /**
     * The next answer.
     *
     * @throws AttemptFailed on anything but a status or an error, on one line
     */
    Reply receive() throws IOException, AttemptFailed {
        int type = in.read();
        return switch (type) {
            case -1 -> throw new EOFException();
            case '+' -> new Reply.Status(line());
            case '-' -> new Reply.Error(line());
            default -> throw foreign();
        };
    }

    private String line() throws IOException, AttemptFailed {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c == '\n' || line.length() == LONGEST_LINE) {
                throw foreign();
            }
            line.append((char) c);
        }
        if (in.read() != '\n') {
            throw foreign();
        }
        return line.toString();
    }

    /** So that the server ends the connection, and keeps nothing of it. */
    void leave() {
        try {
            send("QUIT");
            connection.drain(FAREWELL, FAREWELL_AT_MOST);
        } catch (IOException _) {
            // The connection is gone already.
        }
    }

    static AttemptFailed foreign() {
        return new AttemptFailed(Reason.ProtocolError, "the server does not speak Redis' protocol");
    }
}
