package dev.connectivity.probe.http2;

import java.nio.ByteBuffer;

/** What either side tells the other of itself: numbers of 16 bits, each with a value of 32. */
final class Settings {

    private static final int ENABLE_PUSH = 2;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int MAX_FRAME_SIZE = 5;
    private static final int MAX_HEADER_LIST_SIZE = 6;

    private static final int ENTRY = 6;
    private static final long LARGEST_WINDOW = 0x7fff_ffffL;
    private static final long LARGEST_FRAME = 0xff_ffffL;

    /** Nothing is to be pushed, and heads are bounded; else as every connection begins. */
    static final byte[] OURS =
            ByteBuffer.allocate(2 * ENTRY)
                    .putShort((short) ENABLE_PUSH)
                    .putInt(0)
                    .putShort((short) MAX_HEADER_LIST_SIZE)
                    .putInt(HeaderCodec.LIST_LIMIT)
                    .array();

    private Settings() {}

    /** A request is within every limit that a server may set, so there is nothing to keep. */
    static void check(Frame frame) throws Http2Violation {
        boolean good = !frame.has(Frame.ACK) || frame.payload().length == 0;
        for (int at = 0; at < frame.payload().length; at += ENTRY) {
            int key = (int) (frame.number(at) >> 16);
            good &= allowed(key, frame.number(at + 2));
        }
        if (!good) {
            throw new Http2Violation("settings that are none");
        }
    }

    private static boolean allowed(int key, long value) {
        return switch (key) {
            case ENABLE_PUSH -> value == 0;
            case INITIAL_WINDOW_SIZE -> value <= LARGEST_WINDOW;
            case MAX_FRAME_SIZE -> Frame.LIMIT <= value && value <= LARGEST_FRAME;
            default -> true;
        };
    }
}
