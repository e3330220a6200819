package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Conditions that are there only while they are True. */
final class TroubleConditions {

    /** What time does not mend; other reasons why a change was not made are tried again. */
    private static final Set<Reason> BEYOND_RETRY =
            EnumSet.of(
                    Reason.FieldOwnershipConflict,
                    Reason.Contested,
                    Reason.PatchRejected,
                    Reason.RolloutFailed);

    private TroubleConditions() {}

    static Optional<Claim> degraded(Known known) {
        List<String> broken = known.refusal().isPresent() ? List.of() : Dependencies.broken(known);
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Claim.yes(
                                Reason.CircuitOpen,
                                "Failed too often in a row: " + String.join(", ", broken) + "."));
    }

    static Optional<Claim> reconciling(Known known) {
        return known.refusal().isPresent()
                ? Optional.empty()
                : ProgrammedCondition.underWay(known)
                        .map(claim -> Claim.yes(claim.reason(), claim.message()));
    }

    static Optional<Claim> stalled(Known known) {
        return known.refusal().isPresent()
                ? Optional.empty()
                : ProgrammedCondition.stuck(known)
                        .filter(claim -> BEYOND_RETRY.contains(claim.reason()))
                        .map(claim -> Claim.yes(claim.reason(), claim.message()));
    }
}
