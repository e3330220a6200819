package dev.connectivity.probe.mysql;

import dev.connectivity.probe.AttemptFailed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;

/** What shows a server that we know the password. */
final class Proof {

    private static final byte[] NONE = new byte[0];

    private Proof() {}

    /** {@code mysql_native_password}. */
    static byte[] nativePassword(String password, byte[] salt) {
        if (password.isEmpty()) {
            return NONE;
        }
        byte[] once = digest("SHA-1", bytes(password));
        return xor(once, digest("SHA-1", salt, digest("SHA-1", once)));
    }

    /** {@code caching_sha2_password}, where the server remembers the account. */
    static byte[] sha2(String password, byte[] salt) {
        if (password.isEmpty()) {
            return NONE;
        }
        byte[] once = digest("SHA-256", bytes(password));
        return xor(once, digest("SHA-256", digest("SHA-256", once), salt));
    }

    /** The password itself, so that only the holder of the key can read it. */
    static byte[] encrypted(String password, byte[] salt, String pem) throws AttemptFailed {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key(pem));
            return cipher.doFinal(xor(Message.terminated(password), salt));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw Wire.foreign();
        }
    }

    private static PublicKey key(String pem) throws GeneralSecurityException {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has " + algorithm, e);
        }
    }

    /** The second one over and over, where it is shorter. */
    private static byte[] xor(byte[] one, byte[] other) {
        byte[] result = one.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= other[i % other.length];
        }
        return result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
