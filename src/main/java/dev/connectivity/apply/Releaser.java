package dev.connectivity.apply;

import dev.connectivity.diagnose.Finding.Subject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Gives up what we hold of an object and leaves every value as it is. Our entries are taken out of {@code managedFields}: an apply
 * of nothing would delete the values that nobody else holds.
 */
public final class Releaser {

    private static final Set<String> MANAGERS = Set.of("connectivity-operator", "connectivity-operator-fallback");
    private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    /** Each is lost only to a writer in between; a controller that writes faster than that for so long does not exist. */
    private static final int ATTEMPTS = 10;

    private final KubernetesClient client;

    public Releaser(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Releases one object; one that does not exist holds nothing.
     *
     * @throws KubernetesClientException where the API server gives no answer, or writers keep coming in between
     */
    public void release(String namespace, Subject subject) {
        for (int attempt = 1; ; attempt++) {
            try {
                tryRelease(namespace, subject);
                return;
            } catch (KubernetesClientException e) {
                boolean changedInBetween = e.getCode() == CONFLICT || e.getCode() == INVALID;
                if (!changedInBetween || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void tryRelease(String namespace, Subject subject) {
        Resource<? extends HasMetadata> resource = resource(namespace, subject);
        HasMetadata object = resource.get();
        if (object == null) {
            return;
        }
        List<Integer> ours = indexesOfOurs(object);
        if (!ours.isEmpty()) {
            resource.patch(JSON_PATCH, removal(object.getMetadata().getResourceVersion(), ours));
        }
    }

    private Resource<? extends HasMetadata> resource(String namespace, Subject subject) {
        return switch (subject.kind()) {
            case Deployment -> client.resources(Deployment.class).inNamespace(namespace).withName(subject.name());
            case Service -> client.resources(Service.class).inNamespace(namespace).withName(subject.name());
            case Pod, ConnectivityPolicy ->
                throw new IllegalArgumentException("nothing of a " + subject.kind() + " is ever held");
        };
    }

    private static List<Integer> indexesOfOurs(HasMetadata object) {
        List<ManagedFieldsEntry> entries =
                Optional.ofNullable(object.getMetadata().getManagedFields()).orElse(List.of());
        List<Integer> indexes = new ArrayList<>();
        // The last first: removing one moves those behind it.
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (MANAGERS.contains(entries.get(i).getManager())) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    private static String removal(String resourceVersion, List<Integer> indexes) {
        StringBuilder patch = new StringBuilder("[{\"op\":\"test\",\"path\":\"/metadata/resourceVersion\",\"value\":\"")
                .append(resourceVersion)
                .append("\"}");
        indexes.forEach(index -> patch.append(
                String.format(Locale.ROOT, ",{\"op\":\"remove\",\"path\":\"/metadata/managedFields/%d\"}", index)));
        return patch.append(']').toString();
    }
}
