package dev.connectivity.probe.kafka;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.dial.Connection;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Kafka's requests and responses, one at a time. */
final class Wire {

    /**
     * For one response. The largest tells of the brokers: some 50 bytes each, so that a cluster of
     * 5,000 would pass.
     */
    private static final int LIMIT = 256 * 1024;

    private final DataInputStream in;
    private final OutputStream out;
    private int correlation;

    Wire(Connection connection) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(connection.in()));
        this.out = connection.out();
    }

    boolean send(Request request) throws IOException {
        correlation++;
        out.write(request.bytes(correlation));
        out.flush();
        return true;
    }

    /** The body of the response to what was sent last. */
    ByteBuffer receive() throws IOException, AttemptFailed {
        int length = in.readInt();
        if (length < 4 || length > LIMIT || in.readInt() != correlation) {
            throw foreign();
        }
        byte[] body = new byte[length - 4];
        in.readFully(body);
        return ByteBuffer.wrap(body);
    }

    ByteBuffer ask(Request request) throws IOException, AttemptFailed {
        send(request);
        return receive();
    }

    static AttemptFailed foreign() {
        return new AttemptFailed(
                Reason.ProtocolError, "the server does not speak Kafka's protocol");
    }
}
