package dev.connectivity.probe.mysql;

import dev.connectivity.probe.AttemptFailed;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.util.Arrays;

/**
 * What a server says first.
 *
 * @param capabilities bits of {@link Message}
 * @param plugin the way of logging in that the server expects, before it knows the account
 * @param salt for that
 */
record Greeting(int capabilities, String plugin, byte[] salt) {

    static final int SALT = 20;

    private static final int PROTOCOL = 10;
    private static final int FIRST_OF_SALT = 8;

    boolean offersTls() {
        return (capabilities & Message.SSL) != 0;
    }

    static Greeting parse(Packet packet) throws AttemptFailed {
        try {
            Packet.Reader reader = packet.reader();
            if (reader.uint8() != PROTOCOL) {
                throw Wire.foreign();
            }
            reader.terminated();
            ByteArrayOutputStream salt = new ByteArrayOutputStream();
            salt.writeBytes(reader.skip(4).bytes(FIRST_OF_SALT));
            int low = reader.skip(1).uint16();
            int high = reader.skip(3).uint16();
            int announced = reader.uint8();
            salt.writeBytes(reader.skip(10).bytes(Math.max(13, announced - FIRST_OF_SALT)));
            return new Greeting(
                    low | high << 16, reader.terminated(), Arrays.copyOf(salt.toByteArray(), SALT));
        } catch (BufferUnderflowException _) {
            throw Wire.foreign();
        }
    }

    @Override
    public String toString() {
        return "Greeting[]";
    }
}
