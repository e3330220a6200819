package dev.connectivity.probe.mysql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.dial.Connection;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Packets of MySQL's protocol over one connection: three bytes of length, one that counts. */
final class Wire {

    /**
     * For all that a server says in one attempt. A greeting and a login take less than 1 KiB, a
     * replica's status 16 KiB with its columns' names.
     */
    private static final int LIMIT = 256 * 1024;

    private final DataInputStream in;
    private final OutputStream out;
    private int left = LIMIT;
    private int count;

    private Wire(InputStream in, OutputStream out, int count) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.count = count;
    }

    /** Reads not a byte more than asked for: what comes before TLS must not be taken for after. */
    static Wire plain(Connection connection) throws IOException {
        return new Wire(connection.in(), connection.out(), 0);
    }

    /** Goes on where this one is, over a connection that may be protected by now. */
    Wire over(Connection connection) throws IOException {
        return new Wire(new BufferedInputStream(connection.in()), connection.out(), count);
    }

    void send(byte[] body) throws IOException {
        out.write(
                ByteBuffer.allocate(body.length + 4)
                        .put((byte) body.length)
                        .put((byte) (body.length >> 8))
                        .put((byte) (body.length >> 16))
                        .put((byte) count++)
                        .put(body)
                        .array());
        out.flush();
    }

    /** Packets are counted anew with each command. */
    void command(byte[] body) throws IOException {
        count = 0;
        send(body);
    }

    /**
     * The next packet.
     *
     * @throws AttemptFailed on an error, with its number, and on what is not MySQL's protocol
     */
    Packet receive() throws IOException, AttemptFailed {
        Packet packet = take();
        if (packet.isError()) {
            throw new ErrorNumber(packet.errorNumber()).failure();
        }
        return packet;
    }

    /** The same, an error included. */
    Packet take() throws IOException, AttemptFailed {
        int length =
                in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        if (length == 0 || length > left) {
            throw foreign();
        }
        left -= length + 4;
        count = in.readUnsignedByte() + 1;
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet(body);
    }

    /** Ends the session as the server expects it, which else would count it as aborted. */
    void leave() {
        try {
            command(Message.quit());
        } catch (IOException _) {
            // The connection is gone, and the session with it.
        }
    }

    static AttemptFailed foreign() {
        return new AttemptFailed(
                Reason.DatabaseError, "the server does not speak MySQL's protocol");
    }
}
