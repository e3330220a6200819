package dev.connectivity.metrics;

import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long incidents took, from the first failed attempt. */
@ApplicationScoped
public class IncidentMeters {

    private static final double NANOS = 1e9;

    private final OwnedMeters meters;

    public IncidentMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /**
     * A dependency that was lost answers again.
     *
     * @param dependency as in a status: {@code database}, or {@code upstream/} and a name
     * @param missed whether that was later than the objective allows
     */
    public void ended(
            String owner,
            String dependency,
            Duration detected,
            Duration recovered,
            boolean missed) {
        Tags which = Tags.of(OwnedMeters.DEPENDENCY, dependency);
        meters.count(
                owner,
                "connectivity.incidents",
                "Times that a dependency was lost and came back",
                which);
        time(owner, which.and("until", "detected"), detected);
        time(owner, which.and("until", "recovered"), recovered);
        meters.add(
                owner,
                "connectivity.recovery.missed",
                "Incidents that ended later than the objective allows",
                which,
                missed ? 1 : 0);
    }

    private void time(String owner, Tags which, Duration took) {
        meters.add(
                owner,
                "connectivity.incident.seconds",
                "From an incident's first failed attempt until it was detected, and until the first"
                        + " good one",
                which,
                took.toNanos() / NANOS);
    }
}
