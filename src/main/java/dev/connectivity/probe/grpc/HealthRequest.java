package dev.connectivity.probe.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** {@code grpc.health.v1.HealthCheckRequest}, as gRPC frames it. */
record HealthRequest(String service) {

    /** Field 1, of the kind that begins with its length. */
    private static final int SERVICE = 1 << 3 | 2;

    private static final int MORE = 0x80;
    private static final int UNCOMPRESSED = 0;

    byte[] bytes() {
        byte[] message = message();
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) UNCOMPRESSED)
                .putInt(message.length)
                .put(message)
                .array();
    }

    /** An empty string is the field's default, and not sent. */
    private byte[] message() {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        if (name.length > 0) {
            message.write(SERVICE);
            varint(message, name.length);
            message.writeBytes(name);
        }
        return message.toByteArray();
    }

    private static void varint(ByteArrayOutputStream message, int value) {
        int rest = value;
        while (rest >= MORE) {
            message.write(rest & 0x7f | MORE);
            rest >>>= 7;
        }
        message.write(rest);
    }
}
