package dev.connectivity.reconcile;

import dev.connectivity.apply.OwnObjects;
import dev.connectivity.fallback.FlagMap;
import dev.connectivity.fallback.OwnObject;
import dev.connectivity.policy.Fallback.Flag;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.ConfigMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The ConfigMap of a workload's flags. */
@ApplicationScoped
class FlagSwitch {

    private final OwnObjects objects;

    FlagSwitch(OwnObjects objects) {
        this.objects = objects;
    }

    /**
     * What there is.
     *
     * @param map ours; empty where there is none
     * @param foreign whether somebody else's has its name
     */
    record Flags(Optional<ConfigMap> map, boolean foreign) {

        static final Flags NONE = new Flags(Optional.empty(), false);

        boolean isOn(Flag flag) {
            return map.filter(it -> FlagMap.isOn(it, flag.key())).isPresent();
        }

        Optional<String> obstacle(Policy policy) {
            return foreign
                    ? Optional.of(
                            "ConfigMap %s exists and was not made for this policy, so it is left alone: rename or remove it."
                                    .formatted(FlagMap.name(policy.workload().name())))
                    : Optional.empty();
        }
    }

    /**
     * Looks it up, by name: watching all ConfigMaps of the cluster would be a right too many.
     *
     * @param hadAny whether the policy may have declared flags that it does no longer
     * @param mayMake whether to make one that is missing, with all flags off
     */
    Flags look(Policy policy, boolean hadAny, boolean mayMake) {
        Map<String, Boolean> declared = declared(policy, Map.of());
        if (declared.isEmpty() && !hadAny) {
            return Flags.NONE;
        }
        String name = FlagMap.name(policy.workload().name());
        Optional<ConfigMap> present = objects.configMap(policy.namespace(), name);
        if (present.isPresent()) {
            Optional<ConfigMap> ours = present.filter(it -> OwnObject.isOf(policy.uid(), it));
            return new Flags(ours, ours.isEmpty());
        }
        return mayMake && !declared.isEmpty()
                ? new Flags(objects.create(FlagMap.of(policy, declared)), false)
                : Flags.NONE;
    }

    /**
     * Sets them; where somebody else wrote in between, anew.
     *
     * @param on by the upstream's name
     * @return whether they are as they should be; not where that kept happening
     */
    boolean set(Policy policy, Flags flags, Map<String, Boolean> on) {
        return flags.map()
                .map(it -> objects.adapt(it, _ -> FlagMap.of(policy, declared(policy, on))))
                .orElse(true);
    }

    private static Map<String, Boolean> declared(Policy policy, Map<String, Boolean> on) {
        Map<String, Boolean> flags = new TreeMap<>();
        policy.upstreams()
                .forEach(
                        upstream ->
                                upstream.fallback()
                                        .ifPresent(
                                                it -> {
                                                    if (it.means() instanceof Flag flag) {
                                                        flags.put(
                                                                flag.key(),
                                                                on.getOrDefault(
                                                                        upstream.name(), false));
                                                    }
                                                }));
        return flags;
    }
}
