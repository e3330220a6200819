package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Login;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TlsOptions.Authority;
import dev.connectivity.probe.TlsOptions.Identity;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Secrets.Reading;

/** What probes take from Secrets: authorities, client certificates, header fields, logins. */
record ProbeSecrets(Secrets secrets) {

    /** As in Secrets of type {@code kubernetes.io/tls}. */
    private static final String CERTIFICATE = "tls.crt";

    private static final String KEY = "tls.key";

    /** Common servers take no longer ones. */
    private static final int LONGEST_HEADER = 8192;

    Authority authority(String namespace, SecretKey key) throws UnresolvedException {
        String text = text(namespace, key);
        try {
            return Pem.authority(text);
        } catch (MalformedPemException e) {
            throw malformed(
                    "Secret %s, key %s holds no usable authority: %s. Write certificates in PEM."
                            .formatted(key.secret(), key.key(), e.getMessage()));
        }
    }

    Identity identity(String namespace, String secret) throws UnresolvedException {
        String certificates = text(namespace, new SecretKey(secret, CERTIFICATE));
        String key = text(namespace, new SecretKey(secret, KEY));
        try {
            return Pem.identity(certificates, key);
        } catch (MalformedPemException e) {
            throw malformed(
                    "Secret %s, keys %s and %s hold no usable client certificate: %s. Write the certificate and its key in PEM, the key not encrypted."
                            .formatted(secret, CERTIFICATE, KEY, e.getMessage()));
        }
    }

    /** Without the line end that editors and shells put after it. */
    String headerValue(String namespace, SecretKey key) throws UnresolvedException {
        String value = text(namespace, key).strip();
        if (value.length() > LONGEST_HEADER || !Notation.HeaderValue.accepts(value)) {
            throw malformed(
                    "Secret %s, key %s cannot be the value of a header: write at most %d printable ASCII characters, on one line."
                            .formatted(key.secret(), key.key(), LONGEST_HEADER));
        }
        return value;
    }

    /** Files that Secrets are made from often end in a newline, which no login means. */
    Question.Login login(String namespace, Login declared) throws UnresolvedException {
        String username =
                declared.username().isEmpty() ? "" : part(namespace, declared.username().get());
        return new Question.Login(username, part(namespace, declared.password()));
    }

    /** NUL separates name and password on some wires: what follows it would be another field. */
    private String part(String namespace, SecretKey key) throws UnresolvedException {
        String text = text(namespace, key).strip();
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw malformed(
                    "Secret %s, key %s is %s: correct the Secret."
                            .formatted(
                                    key.secret(),
                                    key.key(),
                                    text.isEmpty() ? "empty" : "binary, not text"));
        }
        return text;
    }

    /** The text under any key. */
    String text(String namespace, SecretKey key) throws UnresolvedException {
        return switch (secrets.read(namespace, key)) {
            case Reading.Value value -> value.text();
            case Reading.Missing missing -> throw new UnresolvedException(missing.problem());
        };
    }

    private static UnresolvedException malformed(String message) {
        return new UnresolvedException(new Problem(Reason.SecretValueMalformed, message));
    }
}
