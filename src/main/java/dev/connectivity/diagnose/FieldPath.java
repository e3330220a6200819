package dev.connectivity.diagnose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A field of a Kubernetes object, list entries by their keys: {@code spec.ports[port=80,protocol=TCP].targetPort}. */
public record FieldPath(List<Step> steps) {

    /** One step down. */
    public sealed interface Step {

        /** Into a field of a map. */
        record Field(String name) implements Step {}

        /** To the entry of a list map that has these keys, in the order in which the API declares them; values are strings or integers. */
        record Entry(Map<String, Object> keys) implements Step {}
    }

    public static FieldPath of(String... fields) {
        return new FieldPath(Stream.of(fields).<Step>map(Step.Field::new).toList());
    }

    /** The path of a field below this one. */
    public FieldPath field(String name) {
        return then(new Step.Field(name));
    }

    /** The path of the entry of this list map that has one key. */
    public FieldPath entry(String key, Object value) {
        return then(new Step.Entry(Map.of(key, value)));
    }

    /** The path of the entry of this list of ports that has this number, as {@code port} or {@code containerPort}, and protocol. */
    public FieldPath port(String key, int number, String protocol) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put(key, number);
        keys.put("protocol", protocol);
        return then(new Step.Entry(keys));
    }

    private FieldPath then(Step step) {
        return new FieldPath(Stream.concat(steps.stream(), Stream.of(step)).toList());
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
