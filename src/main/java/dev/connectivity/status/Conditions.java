package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Claims as Kubernetes writes conditions; the time of the last transition moves only with the
 * condition's status.
 */
final class Conditions {

    private Conditions() {}

    /** In the order of {@link ConditionType}. */
    static List<Condition> show(Map<ConditionType, Claim> claims, Known known) {
        return claims.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(claim -> show(claim.getKey(), claim.getValue(), known))
                .toList();
    }

    static Optional<Condition> before(Known known, ConditionType type) {
        return known.before()
                .map(ConnectivityPolicyStatus::conditions)
                .flatMap(
                        conditions ->
                                conditions.stream()
                                        .filter(
                                                condition ->
                                                        type.name().equals(condition.getType()))
                                        .findFirst());
    }

    private static Condition show(ConditionType type, Claim claim, Known known) {
        String transition =
                before(known, type)
                        .filter(before -> claim.truth().name().equals(before.getStatus()))
                        .map(Condition::getLastTransitionTime)
                        .orElseGet(() -> Times.rfc3339(known.now()));
        return new ConditionBuilder()
                .withType(type.name())
                .withStatus(claim.truth().name())
                .withReason(claim.reason().name())
                .withMessage(claim.message())
                .withObservedGeneration(known.generation())
                .withLastTransitionTime(transition)
                .build();
    }
}
