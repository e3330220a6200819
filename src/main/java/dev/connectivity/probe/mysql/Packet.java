package dev.connectivity.probe.mysql;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One packet of the server. Its text shows the length alone: the body may be an answer to a secret.
 */
record Packet(byte[] body) {

    private static final int OK = 0x00;
    private static final int MORE = 0x01;
    private static final int NULL = 0xfb;
    private static final int SWITCH_OR_END = 0xfe;
    private static final int ERROR = 0xff;

    /** An end of columns or rows is shorter than any row that begins with its byte. */
    private static final int LONGEST_END = 8;

    boolean isOk() {
        return first() == OK;
    }

    boolean isError() {
        return first() == ERROR;
    }

    /** More of a login's conversation. */
    boolean isMore() {
        return first() == MORE;
    }

    boolean isAuthSwitch() {
        return first() == SWITCH_OR_END;
    }

    boolean isEnd() {
        return first() == SWITCH_OR_END && body.length <= LONGEST_END;
    }

    /** Of an error; 0 where it has none. */
    int errorNumber() {
        return body.length < 3 ? 0 : Byte.toUnsignedInt(body[1]) | Byte.toUnsignedInt(body[2]) << 8;
    }

    /** -1 of an empty one. */
    private int first() {
        return body.length == 0 ? -1 : Byte.toUnsignedInt(body[0]);
    }

    Reader reader() {
        return new Reader(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public String toString() {
        return "Packet[" + body.length + "]";
    }

    /**
     * Takes a packet's parts from its beginning on; a {@link BufferUnderflowException} where it
     * ends too soon.
     */
    record Reader(ByteBuffer buffer) {

        int left() {
            return buffer.remaining();
        }

        int uint8() {
            return Byte.toUnsignedInt(buffer.get());
        }

        int uint16() {
            return Short.toUnsignedInt(buffer.getShort());
        }

        Reader skip(int bytes) {
            bytes(bytes);
            return this;
        }

        byte[] bytes(int count) {
            if (count < 0 || count > buffer.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] bytes = new byte[count];
            buffer.get(bytes);
            return bytes;
        }

        byte[] rest() {
            return bytes(left());
        }

        /** Up to a NUL, or to the end. */
        String terminated() {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == 0) {
                    break;
                }
                text.write(next);
            }
            return text.toString(StandardCharsets.UTF_8);
        }

        /** A number of which the first byte says how long it is. */
        long number() {
            int first = uint8();
            return switch (first) {
                case 0xfc -> uint16();
                case 0xfd -> uint16() | (long) uint8() << 16;
                case 0xfe -> buffer.getLong();
                default -> first;
            };
        }

        /** A text with its length before it; empty is SQL's NULL. */
        Optional<String> text() {
            if (Byte.toUnsignedInt(buffer.get(buffer.position())) == NULL) {
                skip(1);
                return Optional.empty();
            }
            long length = number();
            byte[] bytes = bytes((int) Math.clamp(length, -1, Integer.MAX_VALUE));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
