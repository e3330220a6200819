package dev.connectivity.probe.http2;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Takes frames off a connection, as long as they are well-formed and not too many. */
final class FrameReader {

    /**
     * Frames of one answer that carry nothing of its body. An honest peer sends a dozen. Each has
     * at most 16 KiB and is let go before the next is read, so no more than that is held; all
     * together are 4 MiB, read in less than a second of one core. Those with a body are bounded by
     * the window.
     */
    static final int FRAMES = 256;

    private static final int STREAM_BITS = 0x7fff_ffff;

    private final InputStream in;
    private int taken;

    FrameReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The next one of a known kind.
     *
     * @throws EOFException where the connection ends
     */
    Frame next() throws IOException {
        Frame frame = read();
        while (frame.type() == FrameType.UNKNOWN) {
            frame = read();
        }
        return frame;
    }

    private Frame read() throws IOException {
        int size = size();
        ByteBuffer head = ByteBuffer.wrap(take(Frame.HEAD - 3));
        FrameType type = FrameType.of(Byte.toUnsignedInt(head.get()));
        int flags = Byte.toUnsignedInt(head.get());
        int stream = head.getInt() & STREAM_BITS;
        if (!type.allows(stream, size)) {
            throw new Http2Violation("a frame of a wrong size or on a wrong stream");
        }
        boolean ofBody = type == FrameType.DATA && size > 0;
        if (!ofBody && ++taken > FRAMES) {
            throw new Http2Violation("too many frames");
        }
        return new Frame(type, flags, stream, take(size));
    }

    /** Looked at before anything else is waited for: what speaks another protocol fails here. */
    private int size() throws IOException {
        byte[] bytes = take(3);
        int size =
                Byte.toUnsignedInt(bytes[0]) << 16
                        | Byte.toUnsignedInt(bytes[1]) << 8
                        | Byte.toUnsignedInt(bytes[2]);
        if (size > Frame.LIMIT) {
            throw new Http2Violation("not an HTTP/2 frame");
        }
        return size;
    }

    private byte[] take(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }
}
