package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import java.util.HashMap;
import java.util.Map;

/** For one pass over one policy, which may need a key for several things. */
final class SecretsReadOnce implements Secrets {

    private final Secrets secrets;
    private final Map<SecretKey, Reading> read = new HashMap<>();

    SecretsReadOnce(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Reading read(String namespace, SecretKey key) {
        return read.computeIfAbsent(key, it -> secrets.read(namespace, it));
    }
}
