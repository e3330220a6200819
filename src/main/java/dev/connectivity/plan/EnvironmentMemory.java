package dev.connectivity.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What variables were before a fallback: on the workload itself, in an annotation for each fallback
 * that is on, so that it is there exactly as long as their change is.
 */
final class EnvironmentMemory {

    private static final String PREFIX = "fallback.connectivity.dev/";
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private EnvironmentMemory() {}

    /** By upstream: each variable's value, empty where it was not there. */
    static SortedMap<String, Map<String, Optional<String>>> of(HasMetadata workload) {
        SortedMap<String, Map<String, Optional<String>>> memory = new TreeMap<>();
        Optional.ofNullable(workload.getMetadata().getAnnotations())
                .orElse(Map.of())
                .forEach(
                        (name, text) -> {
                            if (name.startsWith(PREFIX)) {
                                memory.put(name.substring(PREFIX.length()), parse(text));
                            }
                        });
        return memory;
    }

    static Map<String, String> annotations(Map<String, Map<String, Optional<String>>> memory) {
        Map<String, String> annotations = new TreeMap<>();
        memory.forEach((upstream, before) -> annotations.put(PREFIX + upstream, text(before)));
        return annotations;
    }

    private static String text(Map<String, Optional<String>> before) {
        Map<String, Map<String, String>> entries = new TreeMap<>();
        before.forEach(
                (name, value) ->
                        entries.put(name, value.map(it -> Map.of("value", it)).orElse(Map.of())));
        return JSON.asJson(entries);
    }

    private static Map<String, Optional<String>> parse(String text) {
        Map<String, Optional<String>> before = new LinkedHashMap<>();
        FieldTree.map(JSON.unmarshal(text, Map.class))
                .forEach(
                        (name, entry) ->
                                before.put(
                                        name,
                                        Optional.ofNullable(FieldTree.map(entry).get("value"))
                                                .map(String::valueOf)));
        return before;
    }
}
