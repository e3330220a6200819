package dev.connectivity.apply;

import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Gives up what we hold without changing a value: our entries are taken out of {@code
 * managedFields}. An apply without fields would give them up as well, and remove every field that
 * nobody else holds.
 */
public final class Releaser {

    private static final int ATTEMPTS = 5;
    private static final int UNPROCESSABLE = 422;

    private final Resources resources;

    public Releaser(KubernetesClient client) {
        this.resources = new Resources(client);
    }

    /**
     * Releases an object; one that is gone, or of which nothing is held, is left as it is.
     *
     * @throws KubernetesClientException where it failed, or the object kept changing meanwhile: try
     *     again later
     */
    public void release(String namespace, Subject subject) {
        release(namespace, subject, FieldManagers.ALL::contains);
    }

    /** The same, of these managers of ours alone. */
    void release(String namespace, Subject subject, Predicate<String> managers) {
        Predicate<ManagedFieldsEntry> ours = entry -> managers.test(entry.getManager());
        Resource<GenericKubernetesResource> resource = resources.of(namespace, subject);
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(resource, ours);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return;
                }
                if (attempt == ATTEMPTS || !hasChanged(e)) {
                    throw e;
                }
            }
        }
    }

    private static void attempt(
            Resource<GenericKubernetesResource> resource, Predicate<ManagedFieldsEntry> ours) {
        GenericKubernetesResource seen = resource.get();
        if (seen != null && seen.getMetadata().getManagedFields().stream().anyMatch(ours)) {
            PatchContext context =
                    new PatchContext.Builder()
                            .withPatchType(PatchType.JSON)
                            .withFieldManager(FieldManagers.ALIGNMENT)
                            .build();
            resource.patch(context, Serialization.asJson(patch(seen, ours)));
        }
    }

    private static List<Map<String, Object>> patch(
            GenericKubernetesResource seen, Predicate<ManagedFieldsEntry> ours) {
        List<ManagedFieldsEntry> entries = seen.getMetadata().getManagedFields();
        List<Map<String, Object>> operations = new ArrayList<>();
        operations.add(
                Map.of(
                        "op",
                        "test",
                        "path",
                        "/metadata/resourceVersion",
                        "value",
                        seen.getMetadata().getResourceVersion()));
        if (entries.stream().allMatch(ours)) {
            // An empty list would be read as one left out, and leave everything as it is; this
            // empties it.
            operations.add(
                    Map.of(
                            "op",
                            "replace",
                            "path",
                            "/metadata/managedFields",
                            "value",
                            List.of(Map.of())));
            return operations;
        }
        // From the end, so that an index still means the entry that was seen there.
        IntStream.iterate(entries.size() - 1, index -> index >= 0, index -> index - 1)
                .filter(index -> ours.test(entries.get(index)))
                .mapToObj(
                        index ->
                                Map.<String, Object>of(
                                        "op", "remove", "path", "/metadata/managedFields/" + index))
                .forEach(operations::add);
        return operations;
    }

    /** A failed {@code test} is answered as an invalid request. */
    private static boolean hasChanged(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == UNPROCESSABLE;
    }
}
