package dev.connectivity.apply;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * Writes objects that are the operator's own, whole. One is made only where nothing of its name is,
 * and changed only while it is the very object that was looked at: what somebody else made is never
 * taken over.
 */
public final class OwnObjects {

    private final KubernetesClient client;

    public OwnObjects(KubernetesClient client) {
        this.client = client;
    }

    /** Makes it; empty where something of that name is there already. */
    public <T extends HasMetadata> Optional<T> create(T object) {
        try {
            return Optional.of(client.resource(object).create());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Sets it; empty where it was changed meanwhile, or is gone.
     *
     * @param seen as it was looked at
     */
    public <T extends HasMetadata> Optional<T> update(T object, HasMetadata seen) {
        object.getMetadata().setUid(seen.getMetadata().getUid());
        object.getMetadata().setResourceVersion(seen.getMetadata().getResourceVersion());
        try {
            return Optional.of(client.resource(object).update());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
                    || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Removes it, where it is still as it was looked at. */
    public void remove(HasMetadata seen) {
        try {
            client.resource(seen)
                    .lockResourceVersion(seen.getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT
                    && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    public Optional<ConfigMap> configMap(String namespace, String name) {
        return Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get());
    }
}
