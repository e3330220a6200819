package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds which field of one object, from its {@code metadata.managedFields}. In the format FieldsV1 a key {@code f:x} is a
 * field, {@code k:{"name":"app"}} an entry of a list map, {@code v:..} one of a set and {@code .} the node itself; an empty map is
 * a leaf.
 */
record ManagedFields(List<Entry> entries) {

    static final String OURS = "connectivity-operator";

    /** One manager's fields, by one kind of operation. */
    record Entry(String manager, boolean applied, Map<String, Object> fields) {

        boolean isOurs() {
            return applied && manager.equals(OURS);
        }
    }

    static ManagedFields of(HasMetadata object) {
        return new ManagedFields(Optional.ofNullable(object.getMetadata().getManagedFields()).orElse(List.of()).stream()
                .filter(entry -> entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .map(ManagedFields::entry)
                .toList());
    }

    private static Entry entry(ManagedFieldsEntry entry) {
        return new Entry(
                Optional.ofNullable(entry.getManager()).orElse("unknown"),
                "Apply".equals(entry.getOperation()),
                Optional.ofNullable(entry.getFieldsV1())
                        .map(FieldsV1::getAdditionalProperties)
                        .orElse(Map.of()));
    }

    /** Those who hold the field, or a field around or below it. */
    List<Entry> holders(FieldPath path) {
        return entries.stream().filter(entry -> holds(entry.fields(), path.steps())).toList();
    }

    boolean weHold(FieldPath path) {
        return holders(path).stream().anyMatch(Entry::isOurs);
    }

    private static boolean holds(Map<String, Object> fields, List<Step> steps) {
        if (steps.isEmpty()) {
            return true;
        }
        return fields.entrySet().stream()
                .filter(field -> isStep(field.getKey(), steps.getFirst()))
                .map(field -> FieldTree.map(field.getValue()))
                .anyMatch(below -> below.isEmpty() || holds(below, steps.subList(1, steps.size())));
    }

    private static boolean isStep(String key, Step step) {
        return switch (step) {
            case Step.Field field -> key.equals("f:" + field.name());
            case Step.Entry entry ->
                key.startsWith("k:") && sameText(keys(key), entry.keys());
        };
    }

    private static boolean sameText(Map<String, Object> one, Map<String, Object> other) {
        return one.size() == other.size()
                && one.entrySet().stream()
                        .allMatch(key -> String.valueOf(key.getValue())
                                .equals(String.valueOf(other.get(key.getKey()))));
    }

    /** Leaves that we hold below {@code spec}, without the keys of list entries, which come along by themselves. */
    List<FieldPath> ours() {
        List<FieldPath> leaves = new ArrayList<>();
        entries.stream().filter(Entry::isOurs).forEach(entry -> collect(entry.fields(), List.of(), leaves));
        return leaves.stream()
                .filter(leaf -> leaf.steps().getFirst().equals(new Step.Field("spec")))
                .toList();
    }

    private static void collect(Map<String, Object> fields, List<Step> above, List<FieldPath> leaves) {
        boolean entryItself = fields.containsKey(".") && above.getLast() instanceof Step.Entry entry
                && fields.keySet().stream().allMatch(key -> key.equals(".") || isKeyOf(key, entry));
        if (entryItself) {
            leaves.add(new FieldPath(above));
            return;
        }
        fields.forEach((key, below) -> step(key)
                .filter(step -> !(above.isEmpty() ? false : above.getLast() instanceof Step.Entry entry && isKeyOf(key, entry)))
                .ifPresent(step -> {
                    List<Step> path = new ArrayList<>(above);
                    path.add(step);
                    if (FieldTree.map(below).isEmpty()) {
                        leaves.add(new FieldPath(List.copyOf(path)));
                    } else {
                        collect(FieldTree.map(below), List.copyOf(path), leaves);
                    }
                }));
    }

    private static boolean isKeyOf(String key, Step.Entry entry) {
        return key.startsWith("f:") && entry.keys().containsKey(key.substring(2));
    }

    private static Optional<Step> step(String key) {
        if (key.startsWith("f:")) {
            return Optional.of(new Step.Field(key.substring(2)));
        }
        return key.startsWith("k:") ? Optional.of(new Step.Entry(keys(key))) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> keys(String key) {
        return Serialization.unmarshal(key.substring(2), Map.class);
    }
}
