package dev.connectivity.probe.mysql;

import dev.connectivity.probe.DatabaseSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The packets that a client sends, as bytes. */
final class Message {

    static final int SSL = 0x800;

    private static final int CONNECT_ATTRS = 0x100000;

    /**
     * Long passwords and flags, a database (an empty one is none), protocol 4.1, transactions, 20
     * bytes of salt, authentication plugins. Neither local files nor several statements in one:
     * nothing that a server could abuse.
     */
    private static final int CAPABILITIES = 0x1 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000;

    private static final int LARGEST_PACKET = 0xffffff;
    private static final byte UTF8MB4 = 45;
    private static final int FILLER = 23;
    private static final byte QUIT = 1;
    private static final byte QUERY = 3;

    private Message() {}

    static byte[] sslRequest(Greeting greeting) {
        return head(capabilities(greeting) | SSL);
    }

    /**
     * @param proof of the password, for {@code plugin}
     * @param secure whether {@link #sslRequest} was sent before
     */
    static byte[] login(
            Greeting greeting,
            DatabaseSession session,
            boolean secure,
            String plugin,
            byte[] proof) {
        int capabilities = capabilities(greeting);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head(secure ? capabilities | SSL : capabilities));
        body.writeBytes(terminated(session.login().username()));
        body.write(proof.length);
        body.writeBytes(proof);
        body.writeBytes(terminated(session.database()));
        body.writeBytes(terminated(plugin));
        if ((capabilities & CONNECT_ATTRS) != 0) {
            byte[] attributes = attribute("program_name", "connectivity-operator");
            body.write(attributes.length);
            body.writeBytes(attributes);
        }
        return body.toByteArray();
    }

    static byte[] query(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + 1).put(QUERY).put(text).array();
    }

    static byte[] quit() {
        return new byte[] {QUIT};
    }

    static byte[] terminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    private static int capabilities(Greeting greeting) {
        return CAPABILITIES | greeting.capabilities() & CONNECT_ATTRS;
    }

    private static byte[] head(int capabilities) {
        return ByteBuffer.allocate(9 + FILLER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(capabilities)
                .putInt(LARGEST_PACKET)
                .put(UTF8MB4)
                .array();
    }

    private static byte[] attribute(String key, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : new String[] {key, value}) {
            bytes.write(text.length());
            bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
