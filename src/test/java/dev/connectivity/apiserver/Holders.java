package dev.connectivity.apiserver;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who holds a field, as the API server has it; read without the product's own reader. */
record Holders(HasMetadata object) {

    List<String> of(FieldPath path) {
        return object.getMetadata().getManagedFields().stream()
                .filter(it -> it.getFieldsV1() != null && holds(it, path))
                .map(ManagedFieldsEntry::getManager)
                .distinct()
                .toList();
    }

    private static boolean holds(ManagedFieldsEntry entry, FieldPath path) {
        Optional<Object> node = Optional.of(entry.getFieldsV1().getAdditionalProperties());
        for (Step step : path.steps()) {
            node = node.flatMap(it -> down((Map<?, ?>) it, step));
        }
        return node.isPresent();
    }

    private static Optional<Object> down(Map<?, ?> node, Step step) {
        return switch (step) {
            case Step.Field field -> Optional.ofNullable(node.get("f:" + field.name()));
            case Step.Entry entry ->
                    node.entrySet().stream()
                            .filter(it -> keys(it.getKey().toString()).equals(texts(entry.keys())))
                            .findFirst()
                            .map(Map.Entry::getValue);
        };
    }

    private static String keys(String name) {
        return name.startsWith("k:")
                ? texts(Serialization.unmarshal(name.substring(2), Map.class))
                : "";
    }

    private static String texts(Map<?, ?> keys) {
        return keys.toString();
    }
}
