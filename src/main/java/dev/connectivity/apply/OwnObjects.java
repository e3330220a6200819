package dev.connectivity.apply;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes objects that are the operator's own, whole. One is made only where nothing of its name is,
 * and changed only while it is the very object that was looked at: what somebody else made is never
 * taken over.
 */
public final class OwnObjects {

    private static final int ATTEMPTS = 5;

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

    /**
     * Sets a ConfigMap's data, and where it was changed meanwhile sets them in what became of it:
     * nobody is told when one changes, so nobody would come back to it.
     *
     * @param seen as it was looked at
     * @param to from what is there to what should be
     * @return whether it says so now, or is gone; not where others kept changing it
     */
    public boolean adapt(ConfigMap seen, UnaryOperator<ConfigMap> to) {
        Optional<ConfigMap> now = Optional.of(seen);
        for (int attempt = 1; attempt <= ATTEMPTS && now.isPresent(); attempt++) {
            ConfigMap wanted = to.apply(now.get());
            if (wanted.getData().equals(now.get().getData())
                    || update(wanted, now.get()).isPresent()) {
                return true;
            }
            now =
                    configMap(seen.getMetadata().getNamespace(), seen.getMetadata().getName())
                            .filter(it -> sameObject(it, seen));
        }
        return now.isEmpty();
    }

    private static boolean sameObject(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
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
