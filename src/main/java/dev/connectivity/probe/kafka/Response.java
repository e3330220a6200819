package dev.connectivity.probe.kafka;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the bodies of responses; of all that they say, only what decides.
 *
 * <p>Each throws a {@link BufferUnderflowException} for what ends before it is complete.
 */
final class Response {

    /** Five groups of seven bits hold every length. */
    private static final int LONGEST_NUMBER = 5;

    private Response() {}

    /** Of every response but that with the brokers. */
    static int error(ByteBuffer body) {
        return body.getShort();
    }

    /** Inclusive at both ends. */
    record Versions(int from, int to) {

        boolean contain(int version) {
            return from <= version && version <= to;
        }
    }

    /** Which versions of each request the broker answers; after the error. */
    static Map<Integer, Versions> versions(ByteBuffer body, boolean flexible) {
        int count = flexible ? number(body) - 1 : body.getInt();
        Map<Integer, Versions> versions = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int api = body.getShort();
            versions.put(api, new Versions(body.getShort(), body.getShort()));
            if (flexible) {
                skipTags(body);
            }
        }
        return versions;
    }

    /** How many brokers the metadata names. */
    static int brokers(ByteBuffer body) {
        return body.getInt();
    }

    private static void skipTags(ByteBuffer body) {
        int tags = number(body);
        for (int i = 0; i < tags; i++) {
            number(body);
            int length = number(body);
            if (length < 0 || length > body.remaining()) {
                throw new BufferUnderflowException();
            }
            body.position(body.position() + length);
        }
    }

    /** An unsigned number in groups of seven bits, the lowest first. */
    private static int number(ByteBuffer body) {
        int number = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            int group = body.get();
            number |= (group & 0x7f) << 7 * i;
            if (group >= 0) {
                return number;
            }
        }
        throw new BufferUnderflowException();
    }
}
