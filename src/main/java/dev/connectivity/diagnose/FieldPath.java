package dev.connectivity.diagnose;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A field of a Kubernetes object, list entries by their keys: {@code spec.ports[port=80,protocol=TCP].targetPort}. */
public record FieldPath(List<Step> steps) {

    /** One step down. */
    public sealed interface Step {

        /** Into a field of a map. */
        record Field(String name) implements Step {}

        /** To the entry of a list map that has these keys, in the order in which the API declares them; values are strings or integers. */
        record Entry(Map<String, Object> keys) implements Step {}
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> switch (step) {
                    case Step.Field field -> "." + field.name();
                    case Step.Entry entry ->
                        entry.keys().entrySet().stream()
                                .map(key -> key.getKey() + "=" + key.getValue())
                                .collect(Collectors.joining(",", "[", "]"));
                })
                .collect(Collectors.joining())
                .substring(1);
    }
}
