package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object, or some of its fields, as maps, lists and scalars. Immutable: a change gives a new
 * tree.
 */
public record FieldTree(Map<String, Object> root) {

    static final FieldTree EMPTY = new FieldTree(Map.of());

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    /** What a typed object would be on the wire. */
    public static FieldTree of(Object resource) {
        return new FieldTree(map(JSON.convertValue(resource, Map.class)));
    }

    public Optional<Object> get(FieldPath path) {
        Optional<Object> node = Optional.of(root);
        for (Step step : path.steps()) {
            node = node.flatMap(it -> down(it, step));
        }
        return node;
    }

    /**
     * With a value at a path: maps are merged, an entry that its list lacks is added with its keys.
     */
    FieldTree with(FieldPath path, Object value) {
        return new FieldTree(map(placed(root, path.steps(), value)));
    }

    FieldTree without(FieldPath path) {
        return new FieldTree(map(cut(root, path.steps())));
    }

    /**
     * Whether {@code live} has all that {@code wanted} has; numbers and texts that read the same
     * are the same.
     */
    public static boolean contains(@Nullable Object live, Object wanted) {
        if (wanted instanceof Map<?, ?> fields) {
            return live instanceof Map<?, ?> present
                    && fields.entrySet().stream()
                            .allMatch(
                                    field ->
                                            contains(
                                                    present.get(field.getKey()), field.getValue()));
        }
        return String.valueOf(wanted).equals(String.valueOf(live));
    }

    /** The paths of the scalars, and of the lists, in a value at a path. */
    static List<FieldPath> leaves(FieldPath path, Object value) {
        if (!(value instanceof Map<?, ?> fields)) {
            return List.of(path);
        }
        return map(fields).entrySet().stream()
                .flatMap(
                        field ->
                                leaves(then(path, new Step.Field(field.getKey())), field.getValue())
                                        .stream())
                .toList();
    }

    static FieldPath then(FieldPath path, Step step) {
        List<Step> steps = new ArrayList<>(path.steps());
        steps.add(step);
        return new FieldPath(List.copyOf(steps));
    }

    static Optional<Object> down(Object node, Step step) {
        return switch (step) {
            case Step.Field field ->
                    node instanceof Map<?, ?> fields
                            ? Optional.ofNullable(fields.get(field.name()))
                            : Optional.empty();
            case Step.Entry entry ->
                    node instanceof List<?> list
                            ? list.stream()
                                    .filter(it -> contains(it, entry.keys()))
                                    .findFirst()
                                    .map(it -> (Object) it)
                            : Optional.empty();
        };
    }

    // JSON's maps have texts as keys.
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object node) {
        return node instanceof Map<?, ?> fields ? (Map<String, Object>) fields : Map.of();
    }

    private static Object placed(@Nullable Object node, List<Step> steps, Object value) {
        if (steps.isEmpty()) {
            return merged(node, value);
        }
        List<Step> rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case Step.Field field -> {
                Map<String, Object> fields = new LinkedHashMap<>(map(node));
                fields.put(field.name(), placed(fields.get(field.name()), rest, value));
                yield fields;
            }
            case Step.Entry entry -> {
                List<Object> list =
                        node instanceof List<?> present
                                ? new ArrayList<>(present)
                                : new ArrayList<>();
                Optional<Object> present = down(list, entry);
                Object changed = placed(present.orElse(entry.keys()), rest, value);
                present.ifPresentOrElse(
                        it -> list.set(list.indexOf(it), changed), () -> list.add(changed));
                yield list;
            }
        };
    }

    private static Object merged(@Nullable Object node, Object value) {
        if (!(value instanceof Map<?, ?> added)) {
            return value;
        }
        Map<String, Object> fields = new LinkedHashMap<>(map(node));
        map(added).forEach((name, it) -> fields.put(name, merged(fields.get(name), it)));
        return fields;
    }

    private static Object cut(Object node, List<Step> steps) {
        Step step = steps.getFirst();
        Optional<Object> child = down(node, step);
        if (child.isEmpty()) {
            return node;
        }
        boolean last = steps.size() == 1;
        return switch (step) {
            case Step.Field field -> {
                Map<String, Object> fields = new LinkedHashMap<>(map(node));
                if (last) {
                    fields.remove(field.name());
                } else {
                    fields.put(field.name(), cut(child.get(), steps.subList(1, steps.size())));
                }
                yield fields;
            }
            case Step.Entry ignored -> {
                List<Object> list = new ArrayList<>((List<?>) node);
                int index = list.indexOf(child.get());
                if (last) {
                    list.remove(index);
                } else {
                    list.set(index, cut(child.get(), steps.subList(1, steps.size())));
                }
                yield list;
            }
        };
    }
}
