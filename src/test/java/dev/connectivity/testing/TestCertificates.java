package dev.connectivity.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * An authority of the test's own, and servers' certificates from it; made once by the JDK's
 * keytool.
 */
public final class TestCertificates {

    /** Of the certificate for {@code localhost} and 127.0.0.1. */
    public static final String GOOD = "good";

    /** The same, past its end. */
    public static final String EXPIRED = "expired";

    /** Signed by nobody but itself. */
    public static final String STRANGER = "stranger";

    /** As {@link #GOOD}, with an RSA key. */
    public static final String RSA = "rsa";

    /** Who vouches for the others. */
    public static final String AUTHORITY = "authority";

    private static final String PASSWORD = "changeit";
    private static final KeyStore STORE = make();

    private TestCertificates() {}

    /** For a server that shows this certificate, and trusts clients of the authority. */
    public static SSLContext serverWith(String alias) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(
                    alias,
                    privateKey(alias),
                    PASSWORD.toCharArray(),
                    STORE.getCertificateChain(alias));
            keys.init(one, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {trust()}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static PrivateKey privateKey(String alias) {
        try {
            return (PrivateKey) STORE.getKey(alias, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts the authority, and no other. */
    public static X509ExtendedTrustManager trust() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(AUTHORITY, STORE.getCertificate(AUTHORITY));
            return trusting(trusted);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts an authority that signed none of the certificates. */
    public static X509ExtendedTrustManager trustInOthers() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(STRANGER, STORE.getCertificate(STRANGER));
            return trusting(trusted);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate with its chain, as PEM. */
    public static String certificatePem(String alias) {
        try {
            return Stream.of(STORE.getCertificateChain(alias))
                    .map(TestCertificates::encoded)
                    .map(bytes -> pem("CERTIFICATE", bytes))
                    .collect(Collectors.joining());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its private key, as PEM. */
    public static String keyPem(String alias) {
        return pem("PRIVATE KEY", privateKey(alias).getEncoded());
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(String kind, byte[] bytes) {
        return "-----BEGIN "
                + kind
                + "-----\n"
                + Base64.getMimeEncoder().encodeToString(bytes)
                + "\n-----END "
                + kind
                + "-----\n";
    }

    private static X509ExtendedTrustManager trusting(KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static KeyStore make() {
        try {
            Path folder = Files.createTempDirectory("certificates");
            Path file = folder.resolve("store.p12");
            keytool(file, AUTHORITY, "-ext", "bc:c", "-dname", "CN=Test Authority");
            keytool(file, STRANGER, "-ext", "bc:c", "-dname", "CN=Stranger");
            signed(file, GOOD);
            signed(file, RSA, "-keyalg", "RSA", "-keysize", "2048");
            signed(file, EXPIRED, "-startdate", "-10d", "-validity", "3");
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            Files.delete(file);
            Files.delete(folder);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signed(Path store, String alias, String... more) throws IOException {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-signer",
                                AUTHORITY,
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost,ip:127.0.0.1"));
        all.addAll(List.of(more));
        keytool(store, alias, all.toArray(String[]::new));
    }

    private static void keytool(Path store, String alias, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD,
                                "-alias",
                                alias));
        command.addAll(List.of(more));
        if (!command.contains("-keyalg")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("keytool: " + output);
        }
    }
}
