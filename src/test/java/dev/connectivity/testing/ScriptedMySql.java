package dev.connectivity.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;

/**
 * Says what a MySQL server says, as far as a login and one query go; for what Debian's MariaDB does
 * not do.
 */
public final class ScriptedMySql {

    static final byte[] SALT = "12345678abcdefghijkl".getBytes(StandardCharsets.US_ASCII);
    private static final String SHA2 = "caching_sha2_password";
    private static final String NATIVE = "mysql_native_password";
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};
    private static final byte[] REMEMBERED = {1, 3};
    private static final byte[] FULL = {1, 4};
    private static final byte[] END = {(byte) 0xfe, 0, 0, 2, 0};
    private static final int TLS = 0x800;

    private InputStream in;
    private Socket socket;
    private int count;

    private ScriptedMySql(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** What a server says next. */
    public enum Stage {
        Greeting,
        Login,
        Answer
    }

    /** What it does with one client. */
    @FunctionalInterface
    private interface Script {
        void play(ScriptedMySql server) throws IOException;
    }

    private static FakeServer playing(Script script) {
        return FakeServer.serving(client -> script.play(new ScriptedMySql(client)));
    }

    /** With an error at this stage, its text included. */
    public static FakeServer failing(Stage stage, int number, String text) {
        byte[] words = ("#HY000" + text).getBytes(StandardCharsets.UTF_8);
        byte[] error = new byte[3 + words.length];
        error[0] = (byte) 0xff;
        error[1] = (byte) number;
        error[2] = (byte) (number >> 8);
        System.arraycopy(words, 0, error, 3, words.length);
        return playing(
                server -> {
                    server.until(stage);
                    server.say(error);
                    server.socket.shutdownOutput();
                });
    }

    public static FakeServer hanging(Stage stage) {
        return playing(server -> server.until(stage));
    }

    public static FakeServer ending(Stage stage) {
        return playing(
                server -> {
                    server.until(stage);
                    server.socket.shutdownOutput();
                });
    }

    /** Instead of a greeting, and without having been asked. */
    public static FakeServer greeting(String text) {
        return FakeServer.serving(
                client -> {
                    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                    client.shutdownOutput();
                });
    }

    /** With this to the query. */
    public static FakeServer answering(byte[] packet) {
        return playing(
                server -> {
                    server.until(Stage.Answer);
                    server.say(packet);
                    server.socket.shutdownOutput();
                });
    }

    /** Knows the account's password by heart. */
    public static FakeServer remembering(String password) {
        return playing(
                server -> {
                    server.greet(SHA2, 0);
                    server.demand(ScriptedKeys.proof(password), end(server.hear(), 32, SHA2));
                    server.say(REMEMBERED);
                    server.say(OK);
                    server.answer();
                });
    }

    /** Wants the password itself, encrypted by its key. */
    public static FakeServer forgetting(String password) {
        KeyPair pair = ScriptedKeys.pair();
        return playing(
                server -> {
                    server.greet(SHA2, 0);
                    server.hear();
                    server.say(FULL);
                    server.demand(new byte[] {2}, server.hear());
                    server.say(ScriptedKeys.key(pair));
                    server.demand(
                            (password + '\0').getBytes(StandardCharsets.UTF_8),
                            ScriptedKeys.decrypted(pair, server.hear()));
                    server.say(OK);
                    server.answer();
                });
    }

    /** The same inside TLS, by {@link TestCertificates#GOOD}. */
    public static FakeServer forgettingSecured(String password) {
        return playing(
                server -> {
                    server.greet(SHA2, TLS);
                    server.hear();
                    server.secure();
                    server.hear();
                    server.say(FULL);
                    server.demand(
                            (password + '\0').getBytes(StandardCharsets.UTF_8), server.hear());
                    server.say(OK);
                    server.answer();
                });
    }

    /** Greets with the older way, and asks for the newer one then. */
    public static FakeServer switching(String password) {
        return playing(
                server -> {
                    server.greet(NATIVE, 0);
                    server.hear();
                    server.say(change(SHA2));
                    server.demand(ScriptedKeys.proof(password), server.hear());
                    server.say(REMEMBERED);
                    server.say(OK);
                    server.answer();
                });
    }

    public static FakeServer withBrokenKey() {
        return playing(
                server -> {
                    server.greet(SHA2, 0);
                    server.hear();
                    server.say(FULL);
                    server.hear();
                    server.say(
                            "\u0001-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    if (server.in.read() == 1) {
                        throw new IOException("something was sent all the same");
                    }
                });
    }

    public static FakeServer asking(String plugin) {
        return playing(
                server -> {
                    server.greet(NATIVE, 0);
                    server.hear();
                    server.say(change(plugin));
                });
    }

    private void until(Stage stage) throws IOException {
        if (stage == Stage.Greeting) {
            return;
        }
        greet(NATIVE, 0);
        hear();
        if (stage == Stage.Answer) {
            say(OK);
            hear();
        }
    }

    private void greet(String plugin, int more) throws IOException {
        int capabilities = 0x8a209 | 0x100000 | more;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(10);
        body.writeBytes("8.4.3\0".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(new byte[4]);
        body.writeBytes(Arrays.copyOf(SALT, 8));
        body.write(0);
        body.write(capabilities);
        body.write(capabilities >> 8);
        body.writeBytes(new byte[] {45, 2, 0});
        body.write(capabilities >> 16);
        body.write(capabilities >> 24);
        body.write(SALT.length + 1);
        body.writeBytes(new byte[10]);
        body.writeBytes(Arrays.copyOfRange(SALT, 8, 21));
        body.writeBytes((plugin + '\0').getBytes(StandardCharsets.US_ASCII));
        say(body.toByteArray());
    }

    private void secure() throws IOException {
        SSLSocket tls =
                (SSLSocket)
                        TestCertificates.serverWith(TestCertificates.GOOD)
                                .getSocketFactory()
                                .createSocket(socket, null, true);
        tls.startHandshake();
        socket = tls;
        in = tls.getInputStream();
    }

    /** Four columns, one row: not read only. To whatever is asked then it says nothing. */
    private void answer() throws IOException {
        hear();
        say(new byte[] {4});
        for (int i = 0; i < 4; i++) {
            say(
                    new byte[] {
                        3, 'd', 'e', 'f', 0, 0, 0, 1, 'c', 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
                    });
        }
        say(END);
        say(new byte[] {1, '1', 5, '8', '.', '4', '.', '3', 1, '0', 1, '0'});
        say(END);
        hear();
        socket.shutdownOutput();
    }

    private void say(byte[] body) throws IOException {
        byte[] packet = new byte[body.length + 4];
        packet[0] = (byte) body.length;
        packet[1] = (byte) (body.length >> 8);
        packet[3] = (byte) count++;
        System.arraycopy(body, 0, packet, 4, body.length);
        socket.getOutputStream().write(packet);
        socket.getOutputStream().flush();
    }

    private byte[] hear() throws IOException {
        byte[] head = in.readNBytes(4);
        if (head.length < 4) {
            throw new EOFException();
        }
        count = head[3] + 1;
        return in.readNBytes(Byte.toUnsignedInt(head[0]) | Byte.toUnsignedInt(head[1]) << 8);
    }

    /** Hangs up where it is not so, which the client sees. */
    private void demand(byte[] expected, byte[] seen) throws IOException {
        if (!Arrays.equals(expected, seen)) {
            socket.close();
            throw new IOException("not as expected");
        }
    }

    /** What stands before the database's name and the plugin's in a login. */
    private static byte[] end(byte[] login, int length, String plugin) {
        String text = new String(login, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("shop\0" + plugin);
        return Arrays.copyOfRange(login, end - length, end);
    }

    private static byte[] change(String plugin) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(0xfe);
        body.writeBytes((plugin + '\0').getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(SALT);
        body.write(0);
        return body.toByteArray();
    }
}
