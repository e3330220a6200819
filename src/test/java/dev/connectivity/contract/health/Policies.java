package dev.connectivity.contract.health;

import dev.connectivity.api.v1alpha1.ConditionType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Policies as a GitOps tool reads them: as maps. */
final class Policies {

    static final long GENERATION = 7;

    /** Whose status decides; of every other, that it does not is what is tested. */
    private static final Set<ConditionType> DECIDING =
            Set.of(
                    ConditionType.Ready,
                    ConditionType.Reconciling,
                    ConditionType.Stalled,
                    ConditionType.Degraded);

    private static final List<String> ABSENT_OR_STATUS = List.of("", "True", "False", "Unknown");
    private static final List<Long> OBSERVED = List.of(GENERATION, GENERATION - 1, -1L);

    private Policies() {}

    /**
     * Every combination of the conditions that decide, with all the others at each of their values
     * together and one at a time; each newly read, long since and never read; suspended or not.
     */
    static Stream<Map<String, Object>> all() {
        return deciding().stream()
                .flatMap(deciding -> others().stream().map(others -> with(deciding, others)))
                .flatMap(
                        conditions ->
                                OBSERVED.stream()
                                        .flatMap(
                                                observed ->
                                                        Stream.of(true, false)
                                                                .map(
                                                                        suspended ->
                                                                                policy(
                                                                                        observed,
                                                                                        suspended,
                                                                                        conditions))));
    }

    private static Map<ConditionType, String> with(
            Map<ConditionType, String> one, Map<ConditionType, String> other) {
        Map<ConditionType, String> both = new EnumMap<>(one);
        both.putAll(other);
        return both;
    }

    private static List<Map<ConditionType, String>> deciding() {
        List<Map<ConditionType, String>> combinations = List.of(new EnumMap<>(ConditionType.class));
        for (ConditionType type : DECIDING) {
            combinations =
                    combinations.stream()
                            .flatMap(
                                    it ->
                                            ABSENT_OR_STATUS.stream()
                                                    .map(status -> with(it, Map.of(type, status))))
                            .toList();
        }
        return combinations;
    }

    private static Set<Map<ConditionType, String>> others() {
        List<ConditionType> types =
                Stream.of(ConditionType.values()).filter(it -> !DECIDING.contains(it)).toList();
        Set<Map<ConditionType, String>> combinations = new LinkedHashSet<>();
        combinations.add(Map.of());
        for (String status : List.of("True", "False", "Unknown")) {
            Map<ConditionType, String> together = new EnumMap<>(ConditionType.class);
            for (ConditionType type : types) {
                together.put(type, status);
                combinations.add(Map.of(type, status));
            }
            combinations.add(together);
        }
        return combinations;
    }

    static Map<String, Object> policy(
            long observed, boolean suspended, Map<ConditionType, String> conditions) {
        List<Map<String, Object>> shown =
                conditions.entrySet().stream()
                        .filter(it -> !it.getValue().isEmpty())
                        .map(it -> condition(it.getKey(), it.getValue()))
                        .toList();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("observedGeneration", observed);
        if (!shown.isEmpty()) {
            status.put("conditions", shown);
        }
        return Map.of(
                "metadata",
                Map.of("name", "storefront", "generation", GENERATION),
                "spec",
                suspended ? Map.of("suspended", true) : Map.of("mode", "Observe"),
                "status",
                status);
    }

    private static Map<String, Object> condition(ConditionType type, String status) {
        return Map.of(
                "type", type.name(), "status", status, "reason", "Why", "message", type + ".");
    }

    /** With a status as the operator writes it. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> policy(Object status) {
        Map<String, Object> read =
                Serialization.jsonMapper().convertValue(status, LinkedHashMap.class);
        read.compute("observedGeneration", (field, value) -> ((Number) value).longValue());
        return Map.of(
                "metadata",
                Map.of("generation", read.get("observedGeneration")),
                "spec",
                Map.of(),
                "status",
                read);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> part(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> conditions(Map<String, Object> status) {
        return Optional.ofNullable((List<Map<String, Object>>) status.get("conditions"))
                .orElse(List.of());
    }
}
