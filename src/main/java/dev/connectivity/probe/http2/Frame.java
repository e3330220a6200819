package dev.connectivity.probe.http2;

import java.nio.ByteBuffer;

/**
 * One frame.
 *
 * @param stream 0: about the connection
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(FrameType type, int flags, int stream, byte[] payload) {

    /** The first that a client may open, and the only one. */
    static final int OUR_STREAM = 1;

    /** Of a payload, as long as neither side allows more. */
    static final int LIMIT = 16 * 1024;

    static final int HEAD = 9;

    /** SETTINGS, PING. */
    static final int ACK = 0x1;

    /** DATA, HEADERS. */
    static final int END_STREAM = 0x1;

    /** HEADERS, CONTINUATION. */
    static final int END_HEADERS = 0x4;

    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;

    static final byte[] NOTHING = {};

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The unsigned number at this place of the payload. */
    long number(int offset) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(payload).getInt(offset));
    }

    /** Of DATA or HEADERS: the payload without padding and priority. */
    ByteBuffer content() throws Http2Violation {
        ByteBuffer content = ByteBuffer.wrap(payload);
        int padding = 0;
        if (has(PADDED) && content.hasRemaining()) {
            padding = Byte.toUnsignedInt(content.get());
        }
        int priority = type == FrameType.HEADERS && has(PRIORITY) ? PRIORITY_BYTES : 0;
        boolean unpadded = has(PADDED) && payload.length == 0;
        if (unpadded || content.remaining() < padding + priority) {
            throw new Http2Violation("a frame shorter than its padding");
        }
        int begin = content.position() + priority;
        return content.slice(begin, payload.length - padding - begin);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type.ordinal())
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }
}
