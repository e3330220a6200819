package dev.connectivity.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field of a Kubernetes object, list entries by their keys: {@code
 * spec.ports[port=80,protocol=TCP].targetPort}.
 */
public record FieldPath(List<Step> steps) {

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^\\]]*)]");

    /** One step down. */
    public sealed interface Step {

        /** Into a field of a map. */
        record Field(String name) implements Step {}

        /**
         * To the entry of a list map that has these keys, in the order in which the API declares
         * them; values are strings or integers.
         */
        record Entry(Map<String, Object> keys) implements Step {}
    }

    /** Reads what {@link #toString} writes; keys become text, whatever they were. */
    public static FieldPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        while (matcher.find()) {
            steps.add(
                    matcher.group(1) == null
                            ? entry(matcher.group(2))
                            : new Step.Field(matcher.group(1)));
        }
        return new FieldPath(List.copyOf(steps));
    }

    private static Step entry(String keys) {
        Map<String, Object> parsed = new LinkedHashMap<>();
        for (String key : keys.split(",")) {
            String[] nameAndValue = key.split("=", 2);
            parsed.put(nameAndValue[0], nameAndValue[1]);
        }
        return new Step.Entry(parsed);
    }

    /** Whether the field is part of the pod template, so that changing it rolls out. */
    public boolean isOfPodTemplate() {
        return steps.size() > 1
                && steps.get(0).equals(new Step.Field("spec"))
                && steps.get(1).equals(new Step.Field("template"));
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

    /**
     * The path of the entry of this list of ports that has this number, as {@code port} or {@code
     * containerPort}, and protocol.
     */
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
                .map(
                        step ->
                                switch (step) {
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
