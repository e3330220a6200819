package dev.connectivity.probe.nats;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.Question.Nats;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.ForeignAnswer;
import dev.connectivity.probe.dial.Lines;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Lines of the NATS client protocol, as far as a ping needs them. */
final class Dialogue {

    /**
     * Of all that the server says. It names the cluster's other servers, which take some 30 bytes
     * each.
     */
    private static final int LIMIT = 32 * 1024;

    private static final Pattern LINE =
            Pattern.compile("(?:INFO (.*)|(PING)|(PONG)|(\\+OK)|-ERR '?([^']*)'?)\\s*");

    /** The errors that may be told, since they are the protocol's own words, and their reasons. */
    private static final Map<String, Reason> ERRORS =
            Map.of(
                    "authorization violation", Reason.AuthenticationRejected,
                    "authentication timeout", Reason.ServerError,
                    "user authentication expired", Reason.AuthenticationRejected,
                    "user authentication revoked", Reason.AuthenticationRejected,
                    "account authentication expired", Reason.AuthenticationRejected,
                    "maximum connections exceeded", Reason.ServerError,
                    "maximum account active connections exceeded", Reason.ServerError,
                    "stale connection", Reason.ServerError);

    private static final Duration GOODBYE = Duration.ofMillis(100);
    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;
    private final Lines lines;

    Dialogue(Connection connection) throws IOException {
        this.connection = connection;
        this.lines = new Lines(connection, LIMIT);
    }

    /** What the server says first; one that has no room for us says that instead. */
    ServerInfo info() throws IOException, AttemptFailed {
        MatchResult line = lines.next(LINE);
        if (line.group(5) != null) {
            throw refusal(line.group(5).strip());
        }
        if (line.group(1) == null) {
            throw new ForeignAnswer();
        }
        return ServerInfo.parse(line.group(1));
    }

    /** The login, if there is one, and the ping in one go. */
    boolean connect(Nats question) throws IOException {
        ObjectNode options =
                JSON.createObjectNode()
                        .put("verbose", false)
                        .put("pedantic", false)
                        .put("name", "connectivity-operator")
                        .put("lang", "java")
                        .put("version", "1")
                        .put("protocol", 1);
        question.login().ifPresent(it -> put(options, it));
        try {
            say("CONNECT " + options + "\r\nPING\r\n");
        } catch (SocketException _) {
            // It has left already, and why it did is still to be read.
            return false;
        }
        return true;
    }

    /** A secret without a name is a token. */
    private static void put(ObjectNode options, Login login) {
        if (login.username().isEmpty()) {
            options.put("auth_token", login.password());
        } else {
            options.put("user", login.username()).put("pass", login.password());
        }
    }

    /** Answers the server's own pings meanwhile. */
    boolean awaitPong() throws IOException, AttemptFailed {
        MatchResult line = lines.next(LINE);
        while (line.group(3) == null) {
            if (line.group(5) != null) {
                throw refusal(line.group(5).strip());
            }
            if (line.group(2) != null) {
                say("PONG\r\n");
            }
            line = lines.next(LINE);
        }
        return true;
    }

    private static AttemptFailed refusal(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return ERRORS.containsKey(word)
                ? new AttemptFailed(ERRORS.get(word), "NATS: " + word)
                : new AttemptFailed(Reason.ServerError, "NATS: an error");
    }

    private void say(String text) throws IOException {
        connection.out().write(text.getBytes(StandardCharsets.UTF_8));
        connection.out().flush();
    }

    /** The protocol has no farewell but the end of the connection. */
    void leave() {
        connection.endOutput();
        connection.drain(LIMIT, GOODBYE);
    }
}
