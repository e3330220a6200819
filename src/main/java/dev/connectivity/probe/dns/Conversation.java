package dev.connectivity.probe.dns;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Deadline;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Datagrams;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Endpoint;
import dev.connectivity.probe.dial.Failures;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one attempt says to some name servers, which are asked in turn.
 *
 * @param servers at least one
 */
record Conversation(Dialer dialer, Attempt attempt, List<Endpoint> servers) {

    /** A lost datagram is repeated after this, to the next server, as often as time allows. */
    private static final Duration RESEND = Duration.ofSeconds(1);

    /** What became of one question to one server. */
    private sealed interface Said {

        record Answered(Reply reply) implements Said {}

        record Refused(Reply.Refused reply) implements Said {}

        record Failed(AttemptFailed failure) implements Said {}

        record Nothing() implements Said {}
    }

    /**
     * The first answer that is no error; an error once all servers gave one, one after another, or
     * time is up.
     */
    Reply ask(Query query) throws AttemptFailed {
        Said last = new Said.Nothing();
        int errors = 0;
        for (int i = 0; errors < servers.size() && !attempt.deadline().passed(); i++) {
            Said said = say(servers.get(i % servers.size()), query);
            if (said instanceof Said.Answered answered) {
                return answered.reply();
            }
            errors = said instanceof Said.Nothing ? 0 : errors + 1;
            last = last instanceof Said.Refused ? last : said;
        }
        return switch (last) {
            case Said.Answered answered -> answered.reply();
            case Said.Refused refused -> refused.reply();
            case Said.Failed failed -> throw failed.failure();
            case Said.Nothing _ -> throw new AttemptFailed(Reason.DNSTimeout, query.name());
        };
    }

    private Said say(Endpoint server, Query query) {
        try {
            Optional<Reply> reply = byDatagram(server, query);
            if (reply.isEmpty()) {
                return new Said.Nothing();
            }
            Reply whole =
                    reply.get() instanceof Reply.CutShort
                            ? byConnection(server, query)
                            : reply.get();
            return whole instanceof Reply.Refused refused
                    ? new Said.Refused(refused)
                    : new Said.Answered(whole);
        } catch (AttemptFailed failed) {
            return new Said.Failed(failed);
        }
    }

    /** Empty: no answer yet. */
    private Optional<Reply> byDatagram(Endpoint server, Query query) throws AttemptFailed {
        Attempt.Blame blame =
                e -> new AttemptFailed(Failures.ofConnect(e), server.address().display());
        try (Datagrams datagrams = attempt.phase(Phase.Request, blame, () -> send(server, query))) {
            return attempt.phase(Phase.Response, blame, () -> receive(datagrams, query));
        }
    }

    private Datagrams send(Endpoint server, Query query) throws IOException {
        Datagrams datagrams = dialer.datagrams(server);
        try {
            datagrams.send(query.bytes());
            return datagrams;
        } catch (IOException e) {
            datagrams.close();
            throw e;
        }
    }

    /** Passes over what answers another question. */
    private Optional<Reply> receive(Datagrams datagrams, Query query) throws IOException {
        Deadline resend = attempt.deadline().within(RESEND);
        try {
            while (true) {
                Optional<Reply> reply = Reply.read(datagrams.receive(resend), query);
                if (reply.isPresent()) {
                    return reply;
                }
            }
        } catch (SocketTimeoutException _) {
            return Optional.empty();
        }
    }

    private Reply byConnection(Endpoint server, Query query) throws AttemptFailed {
        Attempt.Blame blame = Failures.ofExchange(server.address(), Reason.DNSTimeout);
        try (Connection connection = dialer.dial(attempt, server)) {
            attempt.phase(Phase.Request, blame, () -> send(connection, query));
            byte[] answer = attempt.phase(Phase.Response, blame, () -> receive(connection));
            return Reply.read(answer, query)
                    .filter(reply -> !(reply instanceof Reply.CutShort))
                    .orElseGet(Reply.Unreadable::new);
        }
    }

    private static boolean send(Connection connection, Query query) throws IOException {
        byte[] bytes = query.bytes();
        connection
                .out()
                .write(
                        ByteBuffer.allocate(Short.BYTES + bytes.length)
                                .putShort((short) bytes.length)
                                .put(bytes)
                                .array());
        connection.out().flush();
        return true;
    }

    /** RFC 1035 section 4.2.2: two bytes of length come first. */
    private static byte[] receive(Connection connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.in());
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        return message;
    }
}
