package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields that one manager holds of one object, in the notation of {@code managedFields}: {@code
 * f:name} is a field, {@code k:{"name":"app"}} an entry of a list map, {@code .} the node itself; a
 * node without children is held with all that it has.
 */
record OwnedFields(Map<String, Object> node) {

    static final OwnedFields NONE = new OwnedFields(Map.of());

    private static final String SELF = ".";
    private static final String FIELD = "f:";
    private static final String ENTRY = "k:";

    boolean isEmpty() {
        return node.isEmpty();
    }

    /**
     * Whether this very field is held, be it as part of a whole; not whether something below it is.
     */
    boolean holds(FieldPath path) {
        return at(path).filter(it -> it.isEmpty() || it.containsKey(SELF)).isPresent();
    }

    /** Whether this field, or anything below it, is held. */
    boolean holdsAnyOf(FieldPath path) {
        return at(path).isPresent();
    }

    /** What is held there: without anything in it, all; empty where that is nothing. */
    private Optional<Map<String, Object>> at(FieldPath path) {
        Optional<Map<String, Object>> at = Optional.of(node);
        for (Step step : path.steps()) {
            at = down(at.get(), step);
            if (at.isEmpty() || at.get().isEmpty()) {
                return at;
            }
        }
        return at;
    }

    /** What is held below a field, as seen from the object. */
    OwnedFields below(String... fields) {
        Map<String, Object> at = node;
        for (String field : fields) {
            at = FieldTree.map(at.get(FIELD + field));
        }
        if (at.isEmpty()) {
            return NONE;
        }
        Map<String, Object> wrapped = at;
        for (String field : List.of(fields).reversed()) {
            wrapped = Map.of(FIELD + field, wrapped);
        }
        return new OwnedFields(wrapped);
    }

    /** The held fields with the values of {@code source}; what that lacks is left out. */
    FieldTree extract(FieldTree source) {
        Optional<Object> held = node.isEmpty() ? Optional.empty() : extract(node, source.root());
        return held.map(it -> new FieldTree(FieldTree.map(it))).orElse(FieldTree.EMPTY);
    }

    /** The paths of held fields that have no held fields below. */
    List<FieldPath> leaves() {
        List<FieldPath> leaves = new ArrayList<>();
        collect(new FieldPath(List.of()), node, leaves);
        return leaves;
    }

    private static Optional<Map<String, Object>> down(Map<String, Object> node, Step step) {
        return switch (step) {
            case Step.Field field ->
                    Optional.ofNullable(node.get(FIELD + field.name())).map(FieldTree::map);
            case Step.Entry entry ->
                    entries(node)
                            .filter(it -> FieldTree.contains(it.keys(), entry.keys()))
                            .map(Entry::fields)
                            .findFirst();
        };
    }

    /**
     * Empty where the source has nothing of it: an empty list in an apply would be held, and stand
     * for all its entries.
     */
    private static Optional<Object> extract(Map<String, Object> node, Object live) {
        if (node.isEmpty()) {
            return Optional.of(live);
        }
        if (live instanceof List<?> list) {
            List<Object> held = entries(node).flatMap(it -> entry(it, list).stream()).toList();
            return Optional.<Object>of(held).filter(it -> !held.isEmpty());
        }
        Map<String, Object> held = new LinkedHashMap<>();
        node.forEach(
                (key, child) -> {
                    if (key.startsWith(FIELD)) {
                        String name = key.substring(FIELD.length());
                        FieldTree.down(live, new Step.Field(name))
                                .flatMap(value -> extract(FieldTree.map(child), value))
                                .ifPresent(value -> held.put(name, value));
                    }
                });
        return Optional.<Object>of(held).filter(it -> !held.isEmpty());
    }

    private static Optional<Object> entry(Entry held, List<?> live) {
        return FieldTree.down(live, new Step.Entry(held.keys()))
                .map(
                        entry -> {
                            Map<String, Object> fields = new LinkedHashMap<>(held.keys());
                            Optional.of(held.fields())
                                    .filter(it -> !it.isEmpty())
                                    .flatMap(it -> extract(it, entry))
                                    .ifPresent(it -> fields.putAll(FieldTree.map(it)));
                            return fields;
                        });
    }

    private static void collect(FieldPath path, Map<String, Object> node, List<FieldPath> leaves) {
        if (node.keySet().stream().allMatch(SELF::equals)) {
            leaves.add(path);
            return;
        }
        node.forEach(
                (key, child) -> {
                    if (key.startsWith(FIELD)) {
                        Step step = new Step.Field(key.substring(FIELD.length()));
                        collect(FieldTree.then(path, step), FieldTree.map(child), leaves);
                    }
                });
        entries(node)
                .forEach(
                        it ->
                                collect(
                                        FieldTree.then(path, new Step.Entry(it.keys())),
                                        it.fields(),
                                        leaves));
    }

    private static Stream<Entry> entries(Map<String, Object> node) {
        return node.entrySet().stream()
                .filter(it -> it.getKey().startsWith(ENTRY))
                .map(it -> new Entry(keys(it.getKey()), FieldTree.map(it.getValue())));
    }

    private static Map<String, Object> keys(String name) {
        return FieldTree.map(Serialization.unmarshal(name.substring(ENTRY.length()), Map.class));
    }

    private record Entry(Map<String, Object> keys, Map<String, Object> fields) {}
}
