package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact.FamilyTried;
import dev.connectivity.probe.Fact.Tried;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** How each address family fared of what has addresses of both. */
final class FamilyMeters {

    private FamilyMeters() {}

    static void count(OwnedMeters meters, String owner, String dependency, FamilyTried fact) {
        Tags result =
                Tags.of(
                        OwnedMeters.DEPENDENCY,
                        dependency,
                        "family",
                        fact.family().name().toLowerCase(Locale.ROOT),
                        "outcome",
                        outcome(fact.tried()),
                        "reason",
                        reason(fact.tried()));
        meters.count(
                owner,
                "connectivity.probe.family.attempts",
                "Connects to one address family of a name that has both, by how they ended",
                result);
    }

    private static String outcome(Tried tried) {
        return switch (tried) {
            case Tried.Connected _ -> "answered";
            case Tried.Failed _ -> "failed";
            case Tried.NotTried _ -> "not_tried";
        };
    }

    private static String reason(Tried tried) {
        return switch (tried) {
            case Tried.Connected _ -> Reason.Reachable.name();
            case Tried.Failed failed -> failed.reason().name();
            case Tried.NotTried _ -> Reason.NetworkUnreachable.name();
        };
    }
}
