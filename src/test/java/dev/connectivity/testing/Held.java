package dev.connectivity.testing;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries of {@code managedFields}, as an API server would write them. */
public final class Held {

    private static final Pattern STEP = Pattern.compile("\\.?([A-Za-z]+)|\\[([^]]+)]");

    private Held() {}

    /** By a plain write, as of {@code kubectl apply} without {@code --server-side}. */
    public static ManagedFieldsEntry updated(String manager, String... paths) {
        return entry(manager, "Update", paths);
    }

    /** By server-side apply. */
    public static ManagedFieldsEntry applied(String manager, String... paths) {
        return entry(manager, "Apply", paths);
    }

    private static ManagedFieldsEntry entry(String manager, String operation, String... paths) {
        FieldsV1 fields = new FieldsV1();
        Map<String, Object> root = new LinkedHashMap<>();
        Stream.of(paths).forEach(path -> add(root, path));
        fields.setAdditionalProperties(root);
        return new ManagedFieldsEntryBuilder()
                .withManager(manager)
                .withOperation(operation)
                .withFieldsType("FieldsV1")
                .withFieldsV1(fields)
                .build();
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> root, String path) {
        Map<String, Object> node = root;
        Matcher steps = STEP.matcher(path);
        while (steps.find()) {
            String key =
                    steps.group(1) != null ? "f:" + steps.group(1) : "k:" + keys(steps.group(2));
            node = (Map<String, Object>) node.computeIfAbsent(key, it -> new LinkedHashMap<>());
            if (key.startsWith("k:")) {
                node.put(".", Map.of());
            }
        }
    }

    private static String keys(String text) {
        return Stream.of(text.split(","))
                .map(pair -> pair.split("=", 2))
                .map(pair -> "\"%s\":%s".formatted(pair[0], value(pair[0], pair[1])))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(String key, String text) {
        return key.toLowerCase(Locale.ROOT).endsWith("port") ? text : "\"" + text + "\"";
    }
}
