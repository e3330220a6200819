package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Each condition of each policy: 1 for its status, 0 for the others; all 0 while it is absent. */
@ApplicationScoped
public class ConditionMeters {

    private static final List<String> STATUSES = List.of("True", "False", "Unknown");

    private final OwnedMeters meters;

    public ConditionMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /**
     * @param owner the policy's UID
     * @param conditions all that its status has
     */
    public void told(String owner, List<Condition> conditions) {
        for (ConditionType type : ConditionType.values()) {
            for (String status : STATUSES) {
                boolean here =
                        conditions.stream()
                                .anyMatch(
                                        one ->
                                                type.name().equals(one.getType())
                                                        && status.equals(one.getStatus()));
                meters.show(
                        owner,
                        "connectivity.condition",
                        "1 for the status that a condition has, 0 for others",
                        Tags.of("type", type.name(), "status", status),
                        here ? 1 : 0);
            }
        }
    }
}
