package dev.connectivity.fallback;

import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ConfigMap of a workload's flags: {@code "true"} while their fallback is on. */
public final class FlagMap {

    private static final String SUFFIX = "-fallbacks";
    private static final int LONGEST = 253;

    private FlagMap() {}

    /** Of a workload: its name with {@code -fallbacks} behind it. */
    public static String name(String workload) {
        int most = LONGEST - SUFFIX.length();
        return workload.substring(0, Math.min(workload.length(), most)) + SUFFIX;
    }

    /**
     * @param flags by key, whether it is on
     */
    public static ConfigMap of(Policy policy, Map<String, Boolean> flags) {
        SortedMap<String, String> data = new TreeMap<>();
        flags.forEach((key, on) -> data.put(key, on.toString()));
        return new ConfigMapBuilder()
                .withMetadata(OwnObject.metadata(policy, name(policy.workload().name())).build())
                .withData(data)
                .build();
    }

    /** The same, with every flag off. */
    public static ConfigMap off(ConfigMap map) {
        Map<String, String> data = new TreeMap<>();
        Optional.ofNullable(map.getData())
                .orElse(Map.of())
                .keySet()
                .forEach(key -> data.put(key, "false"));
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(map.getMetadata().getName())
                .withNamespace(map.getMetadata().getNamespace())
                .withLabels(map.getMetadata().getLabels())
                .withOwnerReferences(map.getMetadata().getOwnerReferences())
                .endMetadata()
                .withData(data)
                .build();
    }

    /** Whether a key is on; one that is not there is off. */
    public static boolean isOn(ConfigMap map, String key) {
        return map.getData() != null && "true".equals(map.getData().get(key));
    }
}
