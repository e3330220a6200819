package dev.connectivity.probe;

import dev.connectivity.probe.TlsOptions.Authority;
import dev.connectivity.probe.TlsOptions.Identity;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys as OpenSSL and cert-manager write them. */
public final class Pem {

    /**
     * A cloud provider's bundle of all its authorities has about 170,000 characters, 110
     * certificates.
     */
    private static final int LONGEST = 256 * 1024;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final byte[] CHALLENGE = {1, 2, 3, 4};

    private Pem() {}

    /** What comes with the certificates, as keys, is ignored. */
    public static Authority authority(String text) throws MalformedPemException {
        return new Authority(certificates(text));
    }

    /** Both texts may be the same, with certificate and key in it. */
    public static Identity identity(String certificates, String key) throws MalformedPemException {
        Identity identity = new Identity(certificates(certificates), privateKey(key));
        demandPair(identity);
        return identity;
    }

    private static List<X509Certificate> certificates(String text) throws MalformedPemException {
        List<X509Certificate> found = new ArrayList<>();
        for (Block block : blocks(text)) {
            if (block.label().equals(CERTIFICATE)) {
                found.add(certificate(block.bytes()));
            }
        }
        if (found.isEmpty()) {
            throw new MalformedPemException("it holds no certificate in PEM");
        }
        return List.copyOf(found);
    }

    private static X509Certificate certificate(byte[] der) throws MalformedPemException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new MalformedPemException("one of its certificates cannot be read");
        }
    }

    private static PrivateKey privateKey(String text) throws MalformedPemException {
        for (Block block : blocks(text)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return PrivateKeys.ofPkcs8(block.bytes());
                }
                case "RSA PRIVATE KEY" -> {
                    return PrivateKeys.ofPkcs1(block.bytes());
                }
                case "EC PRIVATE KEY" -> {
                    return PrivateKeys.ofSec1(block.bytes());
                }
                case "ENCRYPTED PRIVATE KEY" ->
                        throw new MalformedPemException("its private key is encrypted");
                default -> {
                    // A certificate beside the key, or the parameters of its curve.
                }
            }
        }
        throw new MalformedPemException("it holds no private key in PEM");
    }

    private static void demandPair(Identity identity) throws MalformedPemException {
        X509Certificate own = identity.chain().getFirst();
        try {
            Signature signature = Signature.getInstance(algorithm(identity.key()));
            signature.initSign(identity.key());
            signature.update(CHALLENGE);
            byte[] signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update(CHALLENGE);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new MalformedPemException("its private key is not the certificate's");
        }
        throw new MalformedPemException("its private key is not the certificate's");
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case String other -> other;
        };
    }

    private record Block(String label, String body) {

        byte[] bytes() throws MalformedPemException {
            try {
                return Base64.getMimeDecoder().decode(body);
            } catch (IllegalArgumentException e) {
                throw new MalformedPemException("it is not valid PEM");
            }
        }
    }

    private static List<Block> blocks(String text) throws MalformedPemException {
        if (text.length() > LONGEST) {
            throw new MalformedPemException("it has more than " + LONGEST + " characters");
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    /** Says what is wrong in words of our own, which go after the name of the Secret. */
    public static final class MalformedPemException extends Exception {

        MalformedPemException(String message) {
            super(message);
        }
    }
}
