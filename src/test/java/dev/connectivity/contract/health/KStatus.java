package dev.connectivity.contract.health;

import java.util.List;
import java.util.Map;

/**
 * The rules of kstatus for a kind that it does not know, as its documentation has them: an older
 * observed generation is in progress; then the first of Reconciling and Stalled that is True
 * decides; then Ready. An object without any of these is current.
 */
final class KStatus {

    private KStatus() {}

    static Health of(Map<String, Object> object) {
        Map<String, Object> status = Policies.part(object, "status");
        Object observed = status.get("observedGeneration");
        if (observed != null
                && !observed.equals(Policies.part(object, "metadata").get("generation"))) {
            return Health.InProgress;
        }
        List<Map<String, Object>> conditions = Policies.conditions(status);
        for (Map<String, Object> condition : conditions) {
            boolean holds = "True".equals(condition.get("status"));
            if (holds && "Reconciling".equals(condition.get("type"))) {
                return Health.InProgress;
            }
            if (holds && "Stalled".equals(condition.get("type"))) {
                return Health.Failed;
            }
        }
        return conditions.stream()
                .filter(condition -> "Ready".equals(condition.get("type")))
                .findFirst()
                .filter(condition -> !"True".equals(condition.get("status")))
                .map(notReady -> Health.InProgress)
                .orElse(Health.Current);
    }
}
