package dev.connectivity.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Cipher;

/** What MySQL's side of {@code caching_sha2_password} computes. */
final class ScriptedKeys {

    private ScriptedKeys() {}

    static byte[] proof(String password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] once = sha.digest(password.getBytes(StandardCharsets.UTF_8));
            byte[] twice = sha.digest(once);
            sha.update(twice);
            byte[] mask = sha.digest(ScriptedMySql.SALT);
            for (int i = 0; i < once.length; i++) {
                once[i] ^= mask[i];
            }
            return once;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] key(KeyPair pair) {
        String pem =
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n";
        return ("\u0001" + pem).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] decrypted(KeyPair pair, byte[] secret) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate());
            byte[] clear = cipher.doFinal(secret);
            for (int i = 0; i < clear.length; i++) {
                clear[i] ^= ScriptedMySql.SALT[i % ScriptedMySql.SALT.length];
            }
            return clear;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
