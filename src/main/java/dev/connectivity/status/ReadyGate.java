package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Claim.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The only place that decides Ready: the first gate that is False, else the first that is Unknown,
 * else True.
 */
final class ReadyGate {

    private static final List<ConditionType> CONFIGURATION =
            List.of(ConditionType.Accepted, ConditionType.ResolvedRefs, ConditionType.Programmed);

    private ReadyGate() {}

    static Claim fold(Known known, Map<ConditionType, Claim> claims) {
        List<Claim> gates =
                gates(known.policy().map(Policy::readyWhen).orElse(ReadyWhen.Configuration))
                        .stream()
                        .map(claims::get)
                        .filter(claim -> claim.reason() != Reason.Proposed)
                        .toList();
        return gates.stream()
                .filter(claim -> claim.truth() == Truth.False)
                .findFirst()
                .or(
                        () ->
                                gates.stream()
                                        .filter(claim -> claim.truth() == Truth.Unknown)
                                        .findFirst())
                .orElseGet(
                        () -> ready(Objects.requireNonNull(claims.get(ConditionType.Programmed))));
    }

    private static Claim ready(Claim programmed) {
        return Claim.yes(
                Reason.Ready,
                programmed.reason() == Reason.Proposed
                        ? "Nothing is left for us to do. Still open: " + programmed.message()
                        : "Everything that Ready gates on is well.");
    }

    private static List<ConditionType> gates(ReadyWhen readyWhen) {
        List<ConditionType> gates = new ArrayList<>(CONFIGURATION);
        switch (readyWhen) {
            case Configuration -> {}
            case Workload -> gates.add(ConditionType.WorkloadReachable);
            case All ->
                    gates.addAll(
                            List.of(
                                    ConditionType.WorkloadReachable,
                                    ConditionType.UpstreamsReachable,
                                    ConditionType.DatabaseReachable));
        }
        return gates;
    }
}
