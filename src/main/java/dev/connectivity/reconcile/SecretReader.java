package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Secrets;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads single keys of single Secrets by name; the product never lists or watches Secrets.
 *
 * <p>What was read is taken for true for {@link #LIFETIME}: a policy with several keys of one
 * Secret, and the passes that a burst of events starts, cost one request. It holds no Secret longer
 * than until the next is read after that.
 */
@ApplicationScoped
class SecretReader implements Secrets {

    static final Duration LIFETIME = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Map<Name, Read> recent = new ConcurrentHashMap<>();

    SecretReader(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Name(String namespace, String secret) {}

    private record Read(Found found, Instant until) {}

    /** What the API server said. */
    private sealed interface Found {

        /** Shows nothing of it. */
        record It(Secret secret) implements Found {

            @Override
            public String toString() {
                return "It[***]";
            }
        }

        record Nothing() implements Found {}

        record Denied() implements Found {}
    }

    @Override
    public Reading read(String namespace, SecretKey key) {
        return switch (found(new Name(namespace, key.secret()))) {
            case Found.It it -> value(it.secret(), key);
            case Found.Nothing _ ->
                    missing(
                            Reason.SecretNotFound,
                            "Secret %s does not exist in namespace %s: create it, or correct its name in the policy."
                                    .formatted(key.secret(), namespace));
            case Found.Denied _ ->
                    missing(
                            Reason.SecretAccessDenied,
                            ("The operator may not read Secret %s. Grant it with: kubectl create"
                                 + " rolebinding connectivity-operator-secrets -n %s"
                                 + " --clusterrole=connectivity-operator-secret-reader"
                                 + " --serviceaccount=connectivity-system:connectivity-operator")
                                    .formatted(key.secret(), namespace));
        };
    }

    private Found found(Name name) {
        Instant now = clock.instant();
        recent.values().removeIf(read -> !now.isBefore(read.until()));
        Read known = recent.get(name);
        if (known == null) {
            known = new Read(get(name), now.plus(LIFETIME));
            recent.put(name, known);
        }
        return known.found();
    }

    private Found get(Name name) {
        try {
            return Optional.ofNullable(
                            client.secrets()
                                    .inNamespace(name.namespace())
                                    .withName(name.secret())
                                    .get())
                    .<Found>map(Found.It::new)
                    .orElseGet(Found.Nothing::new);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return new Found.Denied();
        }
    }

    private static Reading value(Secret secret, SecretKey key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key.key()))
                .<Reading>map(
                        encoded ->
                                new Reading.Value(
                                        new String(
                                                Base64.getDecoder().decode(encoded),
                                                StandardCharsets.UTF_8)))
                .orElseGet(
                        () ->
                                missing(
                                        Reason.SecretKeyMissing,
                                        "Secret %s has no key %s: add the key, or correct it in the policy."
                                                .formatted(key.secret(), key.key())));
    }

    private static Reading missing(Reason reason, String message) {
        return new Reading.Missing(new Problem(reason, message));
    }
}
