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
import java.util.Base64;
import java.util.Optional;

/** Reads single keys of single Secrets by name; the product never lists or watches Secrets. */
@ApplicationScoped
class SecretReader implements Secrets {

    private final KubernetesClient client;

    SecretReader(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Reading read(String namespace, SecretKey key) {
        try {
            return Optional.ofNullable(
                            client.secrets().inNamespace(namespace).withName(key.secret()).get())
                    .map(secret -> value(secret, key))
                    .orElseGet(
                            () ->
                                    missing(
                                            Reason.SecretNotFound,
                                            "Secret %s does not exist in namespace %s: create it, or correct its name in the policy."
                                                    .formatted(key.secret(), namespace)));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return missing(
                    Reason.SecretAccessDenied,
                    ("The operator may not read Secret %s. Grant it with: kubectl create"
                                    + " rolebinding connectivity-operator-secrets -n %s"
                                    + " --clusterrole=connectivity-operator-secret-reader"
                                    + " --serviceaccount=connectivity-system:connectivity-operator")
                            .formatted(key.secret(), namespace));
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
