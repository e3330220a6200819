package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The status of a policy that is suspended: what it told before, under the new generation. Nobody
 * looks any more, so nothing else could be said. Conditions that are always there and were not yet
 * told are Unknown/Suspended, but Accepted: the spec was read.
 */
final class Suspension {

    private static final List<ConditionType> ALWAYS_THERE =
            List.of(
                    ConditionType.ResolvedRefs,
                    ConditionType.Programmed,
                    ConditionType.WorkloadReachable,
                    ConditionType.UpstreamsReachable,
                    ConditionType.DatabaseReachable,
                    ConditionType.ObjectivesMet,
                    ConditionType.Ready);

    private Suspension() {}

    static ConnectivityPolicyStatus carryOver(Known known) {
        List<Condition> conditions = conditions(known);
        return known.before()
                .map(
                        before ->
                                new ConnectivityPolicyStatus(
                                        known.generation(),
                                        conditions,
                                        before.upstreams(),
                                        before.database(),
                                        before.findings(),
                                        before.rollout(),
                                        before.objectives(),
                                        before.lastIncident(),
                                        before.summary()))
                .orElseGet(
                        () ->
                                new ConnectivityPolicyStatus(
                                        known.generation(),
                                        conditions,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null));
    }

    private static List<Condition> conditions(Known known) {
        Map<ConditionType, Claim> untold = new EnumMap<>(ConditionType.class);
        untold.put(ConditionType.Accepted, SpecConditions.accepted(known));
        for (ConditionType type : ALWAYS_THERE) {
            if (Conditions.before(known, type).isEmpty()) {
                untold.put(type, Claim.unknown(Reason.Suspended, "Set suspended: false to go on."));
            }
        }
        List<Condition> conditions = new ArrayList<>(Conditions.show(untold, known));
        for (ConditionType type : ConditionType.values()) {
            if (!untold.containsKey(type)) {
                Conditions.before(known, type)
                        .map(before -> at(known.generation(), before))
                        .ifPresent(conditions::add);
            }
        }
        conditions.sort(
                Comparator.comparing(condition -> ConditionType.valueOf(condition.getType())));
        return List.copyOf(conditions);
    }

    private static Condition at(long generation, Condition before) {
        return new ConditionBuilder(before).withObservedGeneration(generation).build();
    }
}
