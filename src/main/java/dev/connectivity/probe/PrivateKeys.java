package dev.connectivity.probe;

import dev.connectivity.probe.Pem.MalformedPemException;
import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Private keys in DER. The JDK reads PKCS#8 alone, which is a version, an algorithm and, as bytes,
 * the older encodings; so those are wrapped (RFC 5208, RFC 8017 A.1.2, RFC 5915).
 */
final class PrivateKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private static final String UNREADABLE = "its private key cannot be read";
    private static final byte SEQUENCE = 0x30;
    private static final byte OCTETS = 0x04;
    private static final byte CURVE = (byte) 0xA0;
    private static final byte[] VERSION = hex("020100");

    /** rsaEncryption, without parameters. */
    private static final byte[] RSA = hex("300d06092a864886f70d0101010500");

    private static final byte[] EC_PUBLIC_KEY = hex("06072a8648ce3d0201");

    private PrivateKeys() {}

    static PrivateKey ofPkcs8(byte[] der) throws MalformedPemException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException _) {
                // Of another algorithm; there is no cheaper way to ask which.
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("The Java runtime lacks " + algorithm, e);
            }
        }
        throw new MalformedPemException(UNREADABLE);
    }

    static PrivateKey ofPkcs1(byte[] der) throws MalformedPemException {
        return ofPkcs8(wrap(RSA, der));
    }

    /** {@code SEQUENCE {1, key, [0] {curve}, ...}}; the curve is what PKCS#8 wants in front. */
    static PrivateKey ofSec1(byte[] der) throws MalformedPemException {
        int version = contentOf(der, 0);
        int key = endOf(der, version);
        int curve = endOf(der, key);
        if (byteAt(der, curve) != CURVE) {
            throw new MalformedPemException("its private key does not name its curve");
        }
        byte[] name = Arrays.copyOfRange(der, contentOf(der, curve), endOf(der, curve));
        return ofPkcs8(wrap(element(SEQUENCE, EC_PUBLIC_KEY, name), der));
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, VERSION, algorithm, element(OCTETS, key));
    }

    private static byte[] element(byte tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            // Two bytes of length are enough: the longest RSA keys in use have some 10,000.
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Where the content of the element at {@code at} begins. */
    private static int contentOf(byte[] der, int at) throws MalformedPemException {
        int first = byteAt(der, at + 1) & 0xFF;
        return at + 2 + (first < 0x80 ? 0 : first - 0x80);
    }

    /** Where the element after the one at {@code at} begins. */
    private static int endOf(byte[] der, int at) throws MalformedPemException {
        int content = contentOf(der, at);
        int length = content == at + 2 ? byteAt(der, at + 1) : 0;
        for (int i = at + 2; i < content; i++) {
            length = (length << 8) | (byteAt(der, i) & 0xFF);
        }
        if (length < 0 || length > der.length - content) {
            throw new MalformedPemException(UNREADABLE);
        }
        return content + length;
    }

    private static byte byteAt(byte[] der, int at) throws MalformedPemException {
        if (at >= der.length) {
            throw new MalformedPemException(UNREADABLE);
        }
        return der[at];
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
