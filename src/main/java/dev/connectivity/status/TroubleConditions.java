package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        if (known.refusal().isPresent()) {
            return Optional.empty();
        }
        String broken = broken(known);
        String replaced = replaced(known);
        if (!replaced.isEmpty()) {
            return Optional.of(Claim.yes(Reason.FallbackActive, replaced + broken));
        }
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(Claim.yes(Reason.CircuitOpen, broken.strip()));
    }

    private static String broken(Known known) {
        List<String> broken = Dependencies.broken(known);
        return broken.isEmpty()
                ? ""
                : " Failed too often in a row: " + String.join(", ", broken) + ".";
    }

    private static String replaced(Known known) {
        String replaced =
                known.fallbacks().standings().entrySet().stream()
                        .filter(it -> it.getValue().isOn())
                        .map(
                                it ->
                                        "%s (since %s)"
                                                .formatted(
                                                        it.getKey(),
                                                        Times.rfc3339(it.getValue().since())))
                        .collect(Collectors.joining(", "));
        return replaced.isEmpty() ? "" : "The fallback has the place of " + replaced + ".";
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
