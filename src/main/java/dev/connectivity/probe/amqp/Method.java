package dev.connectivity.probe.amqp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A method of AMQP's class {@code connection}. Its text shows the number alone: a body may hold a
 * login.
 *
 * @param body what follows the two numbers of class and method
 */
record Method(int number, byte[] body) {

    static final int CLASS = 10;

    static final int START = 10;
    static final int START_OK = 11;
    static final int TUNE = 30;
    static final int TUNE_OK = 31;
    static final int OPEN = 40;
    static final int OPEN_OK = 41;
    static final int CLOSE = 50;
    static final int CLOSE_OK = 51;

    private static final int SUCCESS = 200;

    /** Asks for a Close that says why, where a login fails; without it, the server hangs up. */
    private static final byte[] CAPABILITIES =
            new Fields().shortText("authentication_failure_close").octet('t').octet(1).bytes();

    private static final byte[] PROPERTIES =
            new Fields()
                    .shortText("product")
                    .octet('S')
                    .longBytes("connectivity-operator".getBytes(StandardCharsets.UTF_8))
                    .shortText("capabilities")
                    .octet('F')
                    .longBytes(CAPABILITIES)
                    .bytes();

    static Method startOk(String username, String password) {
        byte[] plain = ("\0" + username + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return new Method(
                START_OK,
                new Fields()
                        .longBytes(PROPERTIES)
                        .shortText("PLAIN")
                        .longBytes(plain)
                        .shortText("en_US")
                        .bytes());
    }

    /** What the server proposed in its Tune, without heartbeats: we are gone before the first. */
    static Method tuneOk(Method tune) {
        ByteBuffer proposed = ByteBuffer.wrap(tune.body());
        return new Method(
                TUNE_OK,
                new Fields()
                        .number(proposed.getShort())
                        .longNumber(proposed.getInt())
                        .number(0)
                        .bytes());
    }

    static Method open(String virtualHost) {
        return new Method(OPEN, new Fields().shortText(virtualHost).shortText("").octet(0).bytes());
    }

    static Method close() {
        return new Method(
                CLOSE, new Fields().number(SUCCESS).shortText("").number(0).number(0).bytes());
    }

    static Method closeOk() {
        return new Method(CLOSE_OK, new byte[0]);
    }

    /**
     * Of a Start.
     *
     * @throws BufferUnderflowException if it is not one
     */
    List<String> mechanisms() {
        ByteBuffer fields = ByteBuffer.wrap(body);
        fields.getShort();
        longBytes(fields);
        return List.of(new String(longBytes(fields), StandardCharsets.UTF_8).split(" ", -1));
    }

    /**
     * Of a Close: the reply code.
     *
     * @throws BufferUnderflowException if it is not one
     */
    int code() {
        return Short.toUnsignedInt(ByteBuffer.wrap(body).getShort());
    }

    private static byte[] longBytes(ByteBuffer fields) {
        int length = fields.getInt();
        if (length < 0 || length > fields.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        fields.get(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Method[" + number + "]";
    }
}
