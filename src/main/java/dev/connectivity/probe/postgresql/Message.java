package dev.connectivity.probe.postgresql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The messages that a client sends, as bytes. */
final class Message {

    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final int SSL_REQUEST = 80877103;

    private Message() {}

    static byte[] sslRequest() {
        return untyped(ByteBuffer.allocate(4).putInt(SSL_REQUEST).array());
    }

    static byte[] startup(String user, String database) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ByteBuffer.allocate(4).putInt(PROTOCOL_3_0).array());
        for (String word :
                new String[] {
                    "user",
                    user,
                    "database",
                    database,
                    "application_name",
                    "connectivity-operator",
                    "client_encoding",
                    "UTF8",
                    ""
                }) {
            body.writeBytes(terminated(word));
        }
        return untyped(body.toByteArray());
    }

    static byte[] query(String sql) {
        return typed('Q', terminated(sql));
    }

    static byte[] terminate() {
        return typed('X', new byte[0]);
    }

    static byte[] password(String password) {
        return typed('p', terminated(password));
    }

    static byte[] saslInitial(String mechanism, String first) {
        byte[] data = first.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(terminated(mechanism));
        body.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        body.writeBytes(data);
        return typed('p', body.toByteArray());
    }

    static byte[] saslResponse(String response) {
        return typed('p', response.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] terminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] typed(char type, byte[] body) {
        return ByteBuffer.allocate(body.length + 5)
                .put((byte) type)
                .putInt(body.length + 4)
                .put(body)
                .array();
    }

    private static byte[] untyped(byte[] body) {
        return ByteBuffer.allocate(body.length + 4).putInt(body.length + 4).put(body).array();
    }
}
