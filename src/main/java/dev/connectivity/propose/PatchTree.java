package dev.connectivity.propose;

import com.fasterxml.jackson.databind.node.NullNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strategic merge patch as maps, lists and scalars; a {@code null} in it takes a field away.
 * Immutable: a change gives a new tree.
 */
record PatchTree(Map<String, Object> root) {

    static final PatchTree EMPTY = new PatchTree(Map.of());

    /** In which order the entries of a list are to stand. */
    static final String ORDER = "$setElementOrder/";

    static PatchTree parse(String yaml) {
        return new PatchTree(map(Serialization.unmarshal(yaml, Map.class)));
    }

    /** With all that another patch says as well. */
    PatchTree and(PatchTree other) {
        return new PatchTree(map(merged(root, other.root)));
    }

    /** Whether any of it is about the order of a list. */
    boolean ordersEntries() {
        return ordersEntries(root);
    }

    /** Whether a field is to be taken away. */
    static boolean takesAway(@Nullable Object value) {
        return value == null || value instanceof NullNode;
    }

    // JSON's maps have texts as keys.
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static boolean ordersEntries(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> fields ->
                    fields.keySet().stream().anyMatch(it -> it.toString().startsWith(ORDER))
                            || fields.values().stream().anyMatch(PatchTree::ordersEntries);
            case List<?> list -> list.stream().anyMatch(PatchTree::ordersEntries);
            case null, default -> false;
        };
    }

    private static Object merged(@Nullable Object one, @Nullable Object other) {
        if (other instanceof Map<?, ?> added) {
            Map<String, Object> fields = new LinkedHashMap<>();
            if (one instanceof Map<?, ?> present) {
                fields.putAll(map(present));
            }
            map(added).forEach((name, it) -> fields.put(name, merged(fields.get(name), it)));
            return fields;
        }
        if (one instanceof List<?> present && other instanceof List<?> added) {
            return lists(present, added);
        }
        // A library's own null survives being written as text.
        return other == null ? NullNode.getInstance() : other;
    }

    private static List<Object> lists(List<?> present, List<?> added) {
        List<Object> list = new ArrayList<>(present);
        for (Object entry : added) {
            int place = entry instanceof Map<?, ?> it ? ListKeys.find(list, map(it)) : -1;
            if (place < 0) {
                list.add(merged(null, entry));
            } else {
                list.set(place, merged(list.get(place), entry));
            }
        }
        return list;
    }
}
