package dev.connectivity.probe.mysql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.DatabaseSession;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Logs in, in the way that the account asks for. */
final class Authentication {

    static final String NATIVE = "mysql_native_password";
    static final String SHA2 = "caching_sha2_password";

    /** Of MariaDB and MySQL: what their servers may ask for instead. */
    private static final Set<String> KNOWN =
            Set.of(
                    "client_ed25519",
                    "parsec",
                    "dialog",
                    "sha256_password",
                    "mysql_clear_password",
                    "mysql_old_password",
                    "auth_gssapi_client",
                    "authentication_ldap_sasl_client",
                    "authentication_kerberos_client");

    private static final int REMEMBERED = 3;
    private static final int FULL = 4;
    private static final byte[] ASK_FOR_KEY = {2};

    private final Wire wire;
    private final String password;
    private final boolean secure;
    private byte[] salt;

    /**
     * @param secure whether nobody else can read what is sent
     */
    private Authentication(Wire wire, String password, boolean secure, byte[] salt) {
        this.wire = wire;
        this.password = password;
        this.secure = secure;
        this.salt = salt;
    }

    /** Returns once the server waits for a command. */
    static void login(Wire wire, Greeting greeting, DatabaseSession session, boolean secure)
            throws IOException, AttemptFailed {
        String password = session.login().password();
        Authentication login = new Authentication(wire, password, secure, greeting.salt());
        // The server does not know the account yet. What it expects may not be the account's way,
        // which it then asks for.
        String plugin = greeting.plugin().equals(SHA2) ? SHA2 : NATIVE;
        wire.send(Message.login(greeting, session, secure, plugin, login.proof(plugin)));
        login.converse();
    }

    private void converse() throws IOException, AttemptFailed {
        boolean switched = false;
        Packet packet = wire.receive();
        while (!packet.isOk()) {
            if (packet.isMore()) {
                more(packet);
            } else if (packet.isAuthSwitch() && !switched) {
                switched = true;
                change(packet);
            } else {
                throw Wire.foreign();
            }
            packet = wire.receive();
        }
    }

    private void change(Packet packet) throws IOException, AttemptFailed {
        Packet.Reader reader = packet.reader().skip(1);
        String plugin = reader.terminated();
        salt = Arrays.copyOf(reader.rest(), Greeting.SALT);
        wire.send(proof(plugin));
    }

    private byte[] proof(String plugin) throws AttemptFailed {
        return switch (plugin) {
            case NATIVE -> Proof.nativePassword(password, salt);
            case SHA2 -> Proof.sha2(password, salt);
            default -> throw unsupported(plugin);
        };
    }

    /** Names those that are known; other names are words of the server. */
    private static AttemptFailed unsupported(String plugin) {
        return new AttemptFailed(
                Reason.DatabaseError,
                "the account logs in by %s, which the operator does not speak: give it one that is IDENTIFIED VIA %s or WITH %s"
                        .formatted(
                                KNOWN.contains(plugin) ? plugin : "another plugin", NATIVE, SHA2));
    }

    /** Only {@code caching_sha2_password} has more to say. */
    private void more(Packet packet) throws IOException, AttemptFailed {
        Packet.Reader reader = packet.reader().skip(1);
        try {
            switch (reader.uint8()) {
                case REMEMBERED -> {
                    // The OK follows by itself.
                }
                case FULL -> wire.send(secure ? Message.terminated(password) : encrypted());
                default -> throw Wire.foreign();
            }
        } catch (BufferUnderflowException _) {
            throw Wire.foreign();
        }
    }

    private byte[] encrypted() throws IOException, AttemptFailed {
        wire.send(ASK_FOR_KEY);
        Packet key = wire.receive();
        if (!key.isMore()) {
            throw Wire.foreign();
        }
        String pem = new String(key.reader().skip(1).rest(), StandardCharsets.US_ASCII);
        return Proof.encrypted(password, salt, pem);
    }
}
