package dev.connectivity.diagnose;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields of one container as a strategic merge patch, for what a single field's value cannot say:
 * that another field is taken away.
 */
public final class ContainerPatch {

    private ContainerPatch() {}

    /** The whole patch of a workload. */
    public static Map<String, Object> of(String container, Map<String, Object> fields) {
        Map<String, Object> patched = new LinkedHashMap<>();
        patched.put("name", container);
        patched.putAll(fields);
        return Map.of(
                "spec", Map.of("template", Map.of("spec", Map.of("containers", List.of(patched)))));
    }

    /** A variable that has this text, and no source any more. */
    public static Map<String, Object> replaced(String variable, String value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", variable);
        entry.put("value", value);
        entry.put("valueFrom", NullNode.getInstance());
        return entry;
    }

    /** A probe without the handler that it has, and with another. */
    static Map<String, Object> withoutHandler(String handler, Map<String, Object> probe) {
        Map<String, Object> fields = new LinkedHashMap<>(probe);
        fields.put(handler, NullNode.getInstance());
        return fields;
    }
}
