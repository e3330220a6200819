package dev.connectivity.probe.smtp;

import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.ForeignAnswer;
import dev.connectivity.probe.dial.Lines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Commands and replies of SMTP; of a reply nothing is kept but its code. */
final class Dialogue {

    /** Of all replies together. A greeting and a list of extensions take a few hundred bytes. */
    private static final int LIMIT = 16 * 1024;

    private static final Pattern REPLY = Pattern.compile("([2-5][0-9]{2})(?:([ -]).*)?");
    private static final Duration GOODBYE = Duration.ofMillis(100);

    private final Connection connection;
    private final Lines lines;

    Dialogue(Connection connection) throws IOException {
        this.connection = connection;
        this.lines = new Lines(connection, LIMIT);
    }

    boolean say(String command) throws IOException {
        connection.out().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        connection.out().flush();
        return true;
    }

    /** The code, which is the same in each of the reply's lines. */
    int reply() throws IOException {
        MatchResult first = lines.next(REPLY);
        MatchResult line = first;
        while ("-".equals(line.group(2))) {
            line = lines.next(REPLY);
            if (!line.group(1).equals(first.group(1))) {
                throw new ForeignAnswer();
            }
        }
        return Integer.parseInt(first.group(1));
    }

    /** The server's answer is waited for but not looked at, and then it closes. */
    void leave() {
        try {
            say("QUIT");
        } catch (IOException _) {
            return; // It has gone before us.
        }
        connection.drain(LIMIT, GOODBYE);
    }
}
