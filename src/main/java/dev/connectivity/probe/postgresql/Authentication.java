package dev.connectivity.probe.postgresql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.DatabaseSession.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Logs in, in the way that the server asks for. */
final class Authentication {

    private static final int OK = 0;
    private static final int CLEARTEXT = 3;
    private static final int MD5 = 5;
    private static final int SASL = 10;

    private Authentication() {}

    /** Returns once the server is ready for a query. */
    static void login(Wire wire, Login login, String database) throws IOException, AttemptFailed {
        wire.send(Message.startup(login.username(), database));
        Reply request = authentication(wire);
        if (request.number() != OK) {
            answer(wire, request, login);
            if (authentication(wire).number() != OK) {
                throw Wire.foreign();
            }
        }
        wire.receive(Reply.READY);
    }

    private static Reply authentication(Wire wire) throws IOException, AttemptFailed {
        Reply reply = wire.receive();
        while (reply.type() == Reply.NEGOTIATE) {
            reply = wire.receive();
        }
        if (reply.type() != Reply.AUTHENTICATION) {
            throw Wire.foreign();
        }
        return reply;
    }

    private static void answer(Wire wire, Reply request, Login login)
            throws IOException, AttemptFailed {
        if (login.password().isEmpty()) {
            throw new AttemptFailed(
                    Reason.DatabaseError, "the server asks for a password, and the login has none");
        }
        switch (request.number()) {
            case CLEARTEXT -> wire.send(Message.password(login.password()));
            case MD5 -> wire.send(Message.password(md5(login, request.rest(4))));
            case SASL -> Scram.authenticate(wire, request, login.password());
            default -> throw unsupported();
        }
    }

    static AttemptFailed unsupported() {
        return new AttemptFailed(
                Reason.DatabaseError, "the server asks for a login that is not supported");
    }

    /** {@code md5} and the digest of the digest of password and name, and the salt. */
    private static String md5(Login login, byte[] salt) {
        String inner = hex(bytes(login.password() + login.username()), new byte[0]);
        return "md5" + hex(bytes(inner), salt);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(first);
            return HexFormat.of().formatHex(digest.digest(second));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has MD5", e);
        }
    }
}
