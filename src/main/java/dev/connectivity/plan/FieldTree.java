package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes single fields of an object as maps and lists, where entries of list maps are found by their keys. */
final class FieldTree {

    private FieldTree() {}

    /** What is at the path; empty where any step of it leads nowhere. */
    static Optional<Object> get(Object tree, FieldPath path) {
        Optional<Object> here = Optional.of(tree);
        for (Step step : path.steps()) {
            here = here.flatMap(node -> child(node, step));
        }
        return here;
    }

    private static Optional<Object> child(Object node, Step step) {
        return switch (step) {
            case Step.Field field ->
                node instanceof Map<?, ?> map ? Optional.ofNullable(map.get(field.name())) : Optional.empty();
            case Step.Entry entry -> node instanceof List<?> list ? find(list, entry.keys()) : Optional.empty();
        };
    }

    /** The entry that has these keys; compared as text, since a key read from a path has no type. */
    static Optional<Object> find(List<?> list, Map<String, Object> keys) {
        return list.stream()
                .filter(element -> element instanceof Map<?, ?> map && hasKeys(map, keys))
                .map(Object.class::cast)
                .findFirst();
    }

    private static boolean hasKeys(Map<?, ?> map, Map<String, Object> keys) {
        return keys.entrySet().stream()
                .allMatch(key -> String.valueOf(map.get(key.getKey())).equals(String.valueOf(key.getValue())));
    }

    /** Puts the value there, and on the way whatever the path needs; the entries of list maps get their keys. */
    static void put(Map<String, Object> tree, FieldPath path, Object value) {
        Object node = tree;
        List<Step> steps = path.steps();
        for (int i = 0; i < steps.size() - 1; i++) {
            boolean listNext = steps.get(i + 1) instanceof Step.Entry;
            node = descend(node, steps.get(i), listNext);
        }
        set(node, steps.getLast(), value);
    }

    private static Object descend(Object node, Step step, boolean listNext) {
        return switch (step) {
            case Step.Field field ->
                map(node).computeIfAbsent(field.name(), name -> listNext ? new ArrayList<>() : new LinkedHashMap<>());
            case Step.Entry entry -> entry(node, entry.keys());
        };
    }

    private static void set(Object node, Step step, Object value) {
        switch (step) {
            case Step.Field field -> map(node).put(field.name(), copy(value));
            case Step.Entry entry -> {
                if (copy(value) instanceof Map<?, ?> fields) {
                    fields.forEach((name, field) -> entry(node, entry.keys()).put((String) name, field));
                }
            }
        }
    }

    /** Takes the field away, where it is there. */
    static void remove(Map<String, Object> tree, FieldPath path) {
        List<Step> steps = path.steps();
        Optional<Object> parent = get(tree, new FieldPath(steps.subList(0, steps.size() - 1)));
        parent.ifPresent(node -> {
            switch (steps.getLast()) {
                case Step.Field field -> map(node).remove(field.name());
                case Step.Entry entry -> find(list(node), entry.keys()).ifPresent(list(node)::remove);
            }
        });
    }

    private static Map<String, Object> entry(Object node, Map<String, Object> keys) {
        return find(list(node), keys).map(FieldTree::map).orElseGet(() -> {
            Map<String, Object> fresh = new LinkedHashMap<>(keys);
            list(node).add(fresh);
            return fresh;
        });
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        return (List<Object>) node;
    }

    /** Deep, so that what is built never shares a node with what was observed. */
    static Object copy(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<Object, Object> copied = new LinkedHashMap<>();
                map.forEach((key, value) -> copied.put(key, copy(value)));
                yield copied;
            }
            case List<?> list -> new ArrayList<>(list.stream().map(FieldTree::copy).toList());
            default -> node;
        };
    }
}
