package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConditionType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every condition but Ready, in the order in which they are shown, each with the one function that
 * decides it.
 */
final class ConditionTable {

    private static final List<Row> ROWS =
            List.of(
                    always(ConditionType.Accepted, SpecConditions::accepted),
                    always(ConditionType.ResolvedRefs, SpecConditions::resolvedRefs),
                    always(ConditionType.Programmed, ProgrammedCondition::decide),
                    always(ConditionType.WorkloadReachable, ReachConditions::workload),
                    always(ConditionType.UpstreamsReachable, ReachConditions::upstreams),
                    always(ConditionType.DatabaseReachable, ReachConditions::database),
                    always(ConditionType.ObjectivesMet, ObjectivesCondition::decide),
                    onlyWhenTrue(ConditionType.Degraded, TroubleConditions::degraded),
                    onlyWhenTrue(ConditionType.Reconciling, TroubleConditions::reconciling),
                    onlyWhenTrue(ConditionType.Stalled, TroubleConditions::stalled));

    private ConditionTable() {}

    /** What each condition says; one that is shown only when True, and is not, is absent. */
    static Map<ConditionType, Claim> decide(Known known) {
        Map<ConditionType, Claim> claims = new EnumMap<>(ConditionType.class);
        for (Row row : ROWS) {
            row.decide().apply(known).ifPresent(claim -> claims.put(row.type(), claim));
        }
        claims.put(ConditionType.Ready, ReadyGate.fold(known, claims));
        return claims;
    }

    private static Row always(ConditionType type, Function<Known, Claim> decide) {
        return new Row(type, decide.andThen(Optional::of));
    }

    private static Row onlyWhenTrue(ConditionType type, Function<Known, Optional<Claim>> decide) {
        return new Row(type, decide);
    }

    private record Row(ConditionType type, Function<Known, Optional<Claim>> decide) {}
}
