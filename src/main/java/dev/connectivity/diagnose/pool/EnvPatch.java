package dev.connectivity.diagnose.pool;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
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

    /** A variable that has this text, and no source any more. */
    static Map<String, Object> replaced(String name, String value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("value", value);
        entry.put("valueFrom", NullNode.getInstance());
        return entry;
    }

    /** The whole patch, with the entries in their order. */
    static Map<String, Object> of(String container, List<Map<String, Object>> entries) {
        Map<String, Object> patched = new LinkedHashMap<>();
        patched.put("name", container);
        if (entries.size() > 1) {
            patched.put(
                    "$setElementOrder/env",
                    entries.stream()
                            .map(it -> Map.of("name", it.getOrDefault("name", "")))
                            .toList());
        }
        patched.put("env", entries);
        return Map.of(
                "spec", Map.of("template", Map.of("spec", Map.of("containers", List.of(patched)))));
    }
}
