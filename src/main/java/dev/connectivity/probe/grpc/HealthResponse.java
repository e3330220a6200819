package dev.connectivity.probe.grpc;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code grpc.health.v1.HealthCheckResponse}: one field, a number. */
record HealthResponse(long status) {

    static final long SERVING = 1;

    private static final int STATUS = 1;
    private static final int HEAD = 5;
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_THEN_BYTES = 2;
    private static final int FOUR_BYTES = 5;

    /** Empty where the body is not exactly one message, uncompressed, as none was asked for. */
    static Optional<HealthResponse> parse(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        boolean framed = body.length >= HEAD && in.get() == 0 && in.getInt() == body.length - HEAD;
        if (!framed) {
            return Optional.empty();
        }
        try {
            long status = 0;
            while (in.hasRemaining()) {
                long tag = varint(in);
                long value = field((int) tag & 7, in);
                status = tag == (STATUS << 3 | VARINT) ? value : status;
            }
            return Optional.of(new HealthResponse(status));
        } catch (BufferUnderflowException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Of any kind, since a later version may have more of them. */
    private static long field(int kind, ByteBuffer in) {
        return switch (kind) {
            case VARINT -> varint(in);
            case EIGHT_BYTES -> skip(in, Long.BYTES);
            case LENGTH_THEN_BYTES -> skip(in, varint(in));
            case FOUR_BYTES -> skip(in, Integer.BYTES);
            default -> throw new IllegalArgumentException();
        };
    }

    private static long skip(ByteBuffer in, long bytes) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException();
    }

    /** In the words of the protocol's definition. */
    String word() {
        return switch ((int) Math.clamp(status, -1, Integer.MAX_VALUE)) {
            case 0 -> "UNKNOWN";
            case 1 -> "SERVING";
            case 2 -> "NOT_SERVING";
            case 3 -> "SERVICE_UNKNOWN";
            default -> "a status beyond the known ones";
        };
    }
}
