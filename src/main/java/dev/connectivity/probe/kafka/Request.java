package dev.connectivity.probe.kafka;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is asked of a broker. Its text shows the two numbers alone: a body may hold a login.
 *
 * @param api which request, by Kafka's number
 * @param flexible whether header and body have tagged fields, as newer versions do
 */
record Request(int api, int version, boolean flexible, byte[] body) {

    static final int METADATA = 3;
    static final int SASL_HANDSHAKE = 17;
    static final int API_VERSIONS = 18;
    static final int SASL_AUTHENTICATE = 36;

    /** Their versions that every broker since Kafka 1.0 answers, and none was dropped in 4.x. */
    static final int METADATA_VERSION = 1;

    static final int SASL_HANDSHAKE_VERSION = 1;
    static final int SASL_AUTHENTICATE_VERSION = 0;

    private static final String SOFTWARE = "connectivity-operator";

    /** Names the software, which brokers count by name. */
    static Request apiVersions() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(compact(SOFTWARE));
        body.writeBytes(compact("1"));
        body.write(0);
        return new Request(API_VERSIONS, 3, true, body.toByteArray());
    }

    /** For brokers before Kafka 2.4. */
    static Request oldestApiVersions() {
        return new Request(API_VERSIONS, 0, false, new byte[0]);
    }

    static Request saslHandshake(String mechanism) {
        return new Request(SASL_HANDSHAKE, SASL_HANDSHAKE_VERSION, false, text(mechanism));
    }

    static Request plain(String username, String password) {
        byte[] plain = ("\0" + username + "\0" + password).getBytes(StandardCharsets.UTF_8);
        byte[] body = ByteBuffer.allocate(4 + plain.length).putInt(plain.length).put(plain).array();
        return new Request(SASL_AUTHENTICATE, SASL_AUTHENTICATE_VERSION, false, body);
    }

    /** Of the brokers; an empty list of topics is none. */
    static Request metadata() {
        return new Request(METADATA, METADATA_VERSION, false, new byte[4]);
    }

    /** With its length before it. */
    byte[] bytes(int correlation) {
        byte[] client = text(SOFTWARE);
        int tags = flexible ? 1 : 0;
        int length = 8 + client.length + tags + body.length;
        return ByteBuffer.allocate(4 + length)
                .putInt(length)
                .putShort((short) api)
                .putShort((short) version)
                .putInt(correlation)
                .put(client)
                .put(new byte[tags])
                .put(body)
                .array();
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    /** Of at most 126 bytes, whose length plus one takes one byte. */
    private static byte[] compact(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) (bytes.length + 1))
                .put(bytes)
                .array();
    }

    @Override
    public String toString() {
        return "Request[" + api + ", " + version + "]";
    }
}
