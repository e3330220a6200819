package dev.connectivity.probe.amqp;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.dial.Connection;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Frames of AMQP 0-9-1 on channel 0. */
final class Wire {

    private static final byte[] HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

    /**
     * For all that a server says in one attempt. A Start with RabbitMQ's properties takes half a
     * KiB, everything after it some 100 bytes.
     */
    private static final int LIMIT = 64 * 1024;

    private static final int METHOD = 1;
    private static final int HEARTBEAT = 8;
    private static final int END = 0xCE;

    private static final Duration FAREWELL_AT_MOST = Duration.ofMillis(250);

    private final Connection connection;
    private final DataInputStream in;
    private int left = LIMIT;

    Wire(Connection connection) throws IOException {
        this.connection = connection;
        this.in = new DataInputStream(new BufferedInputStream(connection.in()));
    }

    boolean greet() throws IOException {
        write(HEADER);
        return true;
    }

    boolean send(Method... methods) throws IOException {
        Fields frames = new Fields();
        for (Method method : methods) {
            byte[] payload =
                    ByteBuffer.allocate(4 + method.body().length)
                            .putShort((short) Method.CLASS)
                            .putShort((short) method.number())
                            .put(method.body())
                            .array();
            frames.octet(METHOD).number(0).longBytes(payload);
            // After the payload, since its length does not count it.
            frames.octet(END);
        }
        write(frames.bytes());
        return true;
    }

    /**
     * The next method, which must be this one.
     *
     * @throws AttemptFailed on a Close, with its code, and on anything else
     */
    Method receive(int number) throws IOException, AttemptFailed {
        try {
            Method method = next();
            if (method.number() == Method.CLOSE) {
                int code = method.code();
                send(Method.closeOk());
                throw new CloseCode(code).failure();
            }
            if (method.number() != number) {
                throw foreign();
            }
            return method;
        } catch (BufferUnderflowException _) {
            throw foreign();
        }
    }

    private Method next() throws IOException, AttemptFailed {
        int type = in.readUnsignedByte();
        while (type == HEARTBEAT) {
            payload();
            type = in.readUnsignedByte();
        }
        if (type == HEADER[0]) {
            throw otherVersion();
        }
        if (type != METHOD) {
            throw foreign();
        }
        ByteBuffer payload = ByteBuffer.wrap(payload());
        if (payload.getShort() != Method.CLASS) {
            throw foreign();
        }
        int number = payload.getShort();
        byte[] body = new byte[payload.remaining()];
        payload.get(body);
        return new Method(number, body);
    }

    private byte[] payload() throws IOException, AttemptFailed {
        int channel = in.readUnsignedShort();
        int length = in.readInt();
        if (channel != 0 || length < 0 || length > left - 8) {
            throw foreign();
        }
        left -= length + 8;
        byte[] payload = new byte[length];
        in.readFully(payload);
        if (in.readUnsignedByte() != END) {
            throw foreign();
        }
        return payload;
    }

    /** A server answers a header that it does not like with the one that it would like. */
    private AttemptFailed otherVersion() throws IOException {
        for (int i = 1; i < 4; i++) {
            if (in.readUnsignedByte() != HEADER[i]) {
                return foreign();
            }
        }
        return new AttemptFailed(
                Reason.ProtocolError, "the server speaks AMQP, and not its version 0-9-1");
    }

    /** So that the server ends the session and logs no lost connection. */
    void leave() {
        try {
            send(Method.close());
            connection.drain(LIMIT, FAREWELL_AT_MOST);
        } catch (IOException _) {
            // The connection is gone already.
        }
    }

    private void write(byte[] bytes) throws IOException {
        connection.out().write(bytes);
        connection.out().flush();
    }

    static AttemptFailed foreign() {
        return new AttemptFailed(Reason.ProtocolError, "the server does not speak AMQP 0-9-1");
    }
}
