package dev.connectivity.diagnose.pool;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.diagnose.ContainerPatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables of one container as a strategic merge patch: also what a single field's patch cannot
 * say, that one entry loses its source, and that another stands before it.
 */
final class EnvPatch {

    private EnvPatch() {}

    /** A variable that takes a Secret's value. */
    static Map<String, Object> fromSecret(String name, SecretKey key) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("name", key.secret());
        reference.put("key", key.key());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("valueFrom", Map.of("secretKeyRef", reference));
        return entry;
    }

    /** The whole patch, with the entries in their order. */
    static Map<String, Object> of(String container, List<Map<String, Object>> entries) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (entries.size() > 1) {
            fields.put(
                    "$setElementOrder/env",
                    entries.stream()
                            .map(it -> Map.of("name", it.getOrDefault("name", "")))
                            .toList());
        }
        fields.put("env", entries);
        return ContainerPatch.of(container, fields);
    }
}
