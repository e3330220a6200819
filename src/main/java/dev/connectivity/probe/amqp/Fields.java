package dev.connectivity.probe.amqp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes AMQP's elementary types, one after the other. */
final class Fields {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Fields octet(int value) {
        written.write(value);
        return this;
    }

    /** 16 bits. */
    Fields number(int value) {
        written.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
        return this;
    }

    /** 32 bits. */
    Fields longNumber(int value) {
        written.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
        return this;
    }

    /** At most 255 bytes. */
    Fields shortText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        written.write(bytes.length);
        written.writeBytes(bytes);
        return this;
    }

    Fields longBytes(byte[] bytes) {
        longNumber(bytes.length);
        written.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return written.toByteArray();
    }
}
