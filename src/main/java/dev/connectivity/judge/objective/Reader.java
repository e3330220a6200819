package dev.connectivity.judge.objective;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads what a {@link Writer} wrote; of anything else it says {@link Malformed}. */
final class Reader {

    private static final int SEVEN_BITS = 0x7f;
    private static final int LONGEST_TEXT = 1024;

    /** Ten times what a snapshot of the largest size unpacks to; whoever wrote more is not us. */
    private static final int LARGEST = 64 << 20;

    private final ByteBuffer bytes;

    Reader(byte[] packed) {
        bytes = ByteBuffer.wrap(unpack(packed));
    }

    /** Not what was written. */
    static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Malformed() {
            super("not a snapshot of objectives");
        }
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            number |= (long) (next & SEVEN_BITS) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new Malformed();
    }

    long signed() {
        long number = number();
        return number >>> 1 ^ -(number & 1);
    }

    String text() {
        long length = number();
        if (length < 0 || length > Math.min(LONGEST_TEXT, bytes.remaining())) {
            throw new Malformed();
        }
        byte[] encoded = new byte[(int) length];
        bytes.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    private byte next() {
        try {
            return bytes.get();
        } catch (BufferUnderflowException tooShort) {
            throw new Malformed();
        }
    }

    private static byte[] unpack(byte[] packed) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!inflater.finished()) {
                int length = inflater.inflate(part);
                if (length == 0 || unpacked.size() > LARGEST) {
                    throw new Malformed();
                }
                unpacked.write(part, 0, length);
            }
            return unpacked.toByteArray();
        } catch (DataFormatException notPacked) {
            throw new Malformed();
        }
    }
}
