package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Each condition of each policy: 1 for its status, 0 for the others; all 0 while it is absent. */
@ApplicationScoped
public class ConditionMeters {

    private final OwnedMeters meters;

    public ConditionMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /**
     * @param owner the policy's UID
     * @param conditions all that its status has
     */
    public void told(String owner, List<Condition> conditions) {
        Map<ConditionType, String> statuses = new EnumMap<>(ConditionType.class);
        for (ConditionType type : ConditionType.values()) {
            conditions.stream()
                    .filter(one -> type.name().equals(one.getType()))
                    .findFirst()
                    .ifPresent(one -> statuses.put(type, one.getStatus()));
        }
        meters.of(owner).ifPresent(policy -> policy.told(statuses));
    }
}
