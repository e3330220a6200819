package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.probe.TlsOptions.Authority;
import dev.connectivity.probe.TlsOptions.Identity;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Secrets.Reading;

/** Authorities and client certificates that are written in Secrets. */
record TlsSecrets(Secrets secrets) {

    /** As in Secrets of type {@code kubernetes.io/tls}. */
    private static final String CERTIFICATE = "tls.crt";

    private static final String KEY = "tls.key";

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
