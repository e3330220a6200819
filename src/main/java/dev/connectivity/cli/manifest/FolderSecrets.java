package dev.connectivity.cli.manifest;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Secrets;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Secrets of a folder's manifests.
 *
 * @param secrets by {@code namespace/name}
 */
public record FolderSecrets(Map<String, Secret> secrets) implements Secrets {

    public static FolderSecrets of(ManifestSet set) {
        return new FolderSecrets(
                set.secrets().stream()
                        .collect(
                                Collectors.toMap(
                                        it -> it.namespace() + "/" + it.name(), Manifest::object)));
    }

    @Override
    public Reading read(String namespace, SecretKey key) {
        Secret secret = secrets.get(namespace + "/" + key.secret());
        if (secret == null) {
            return missing(
                    Reason.SecretNotFound,
                    "Secret %s of namespace %s is in none of the manifests: add it, or correct its name in the policy."
                            .formatted(key.secret(), namespace));
        }
        Optional<String> plain =
                Optional.ofNullable(secret.getStringData()).map(data -> data.get(key.key()));
        Optional<String> encoded =
                Optional.ofNullable(secret.getData()).map(data -> data.get(key.key()));
        return plain.<Reading>map(Reading.Value::new)
                .or(() -> encoded.map(text -> decode(text, key)))
                .orElseGet(
                        () ->
                                missing(
                                        Reason.SecretKeyMissing,
                                        "Secret %s has no key %s: add the key, or correct it in the policy."
                                                .formatted(key.secret(), key.key())));
    }

    private static Reading decode(String text, SecretKey key) {
        try {
            return new Reading.Value(
                    new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            // Its message would show some of the text.
            return missing(
                    Reason.SecretValueMalformed,
                    "Secret %s, key %s is not Base64: encode it, or move it to stringData."
                            .formatted(key.secret(), key.key()));
        }
    }

    private static Reading missing(Reason reason, String message) {
        return new Reading.Missing(new Problem(reason, message));
    }

    @Override
    public String toString() {
        return "FolderSecrets[***]";
    }
}
