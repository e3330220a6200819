package dev.connectivity.probe.postgresql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.dial.Connection;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** PostgreSQL's messages, version 3 of the protocol, over one connection. */
final class Wire {

    /**
     * For all that a server says in one attempt. A login's parameters take less than 2 KiB, a row
     * with a 1 takes 12 bytes; what says more is no database that answers {@code SELECT 1}.
     */
    private static final int LIMIT = 256 * 1024;

    private static final String TYPES = "ACDEIKNRSTZv";
    private static final String UNSOLICITED = "SNA";

    private final DataInputStream in;
    private final OutputStream out;
    private int left = LIMIT;

    Wire(Connection connection) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(connection.in()));
        this.out = connection.out();
    }

    void send(byte[] message) throws IOException {
        out.write(message);
        out.flush();
    }

    /**
     * The next reply that belongs to what was sent; notices and changed parameters are left out.
     *
     * @throws AttemptFailed on an error reply, with its SQLSTATE, and on what is not PostgreSQL's
     *     protocol
     */
    Reply receive() throws IOException, AttemptFailed {
        Reply reply = take();
        if (reply.type() == Reply.ERROR) {
            throw reply.sqlState().failure();
        }
        return reply;
    }

    /** The same, an error reply included. */
    Reply take() throws IOException, AttemptFailed {
        Reply reply = next();
        while (UNSOLICITED.indexOf(reply.type()) >= 0) {
            reply = next();
        }
        return reply;
    }

    /** Skips to the reply of this type. */
    Reply receive(char type) throws IOException, AttemptFailed {
        Reply reply = receive();
        while (reply.type() != type) {
            reply = receive();
        }
        return reply;
    }

    private Reply next() throws IOException, AttemptFailed {
        char type = (char) in.readUnsignedByte();
        if (TYPES.indexOf(type) < 0) {
            throw foreign();
        }
        int length = in.readInt() - 4;
        if (length < 0 || length > left) {
            throw foreign();
        }
        left -= length + 5;
        byte[] body = new byte[length];
        in.readFully(body);
        return new Reply(type, body);
    }

    /**
     * Ends the session; the server's backend frees its slot on this sooner than on a lost
     * connection.
     */
    void leave() {
        try {
            send(Message.terminate());
        } catch (IOException _) {
            // The connection is gone, and the session with it.
        }
    }

    static AttemptFailed foreign() {
        return new AttemptFailed(
                Reason.DatabaseError, "the server does not speak PostgreSQL's protocol");
    }
}
