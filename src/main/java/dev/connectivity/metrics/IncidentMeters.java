package dev.connectivity.metrics;

import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** How long incidents took, from the first failed attempt. */
@ApplicationScoped
public class IncidentMeters {

    private static final double NANOS = 1e9;

    private static final String DEPENDENCY = OwnedMeters.DEPENDENCY;

    private final OwnedMeters meters;

    public IncidentMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /**
     * How long after its first failed attempt an incident was noticed, its circuit opened, if it
     * did, and it was over.
     */
    public record Times(Duration detected, Optional<Duration> degraded, Duration recovered) {}

    /**
     * Shows what never happened as none: an increase is seen only from a number to a larger one.
     */
    public void begin(String owner) {
        meters.of(owner)
                .ifPresent(
                        policy ->
                                policy.dependencies()
                                        .keySet()
                                        .forEach(it -> missed(owner, Tags.of(DEPENDENCY, it), 0)));
    }

    /**
     * Something that was lost answers again.
     *
     * @param part as in a status: {@code database}, {@code upstream/} and a name, {@code workload},
     *     {@code system}
     * @param missed whether that was later than the objective allows
     */
    public void ended(String owner, String part, Times times, boolean missed) {
        Tags which = Tags.of(DEPENDENCY, part);
        meters.count(
                owner,
                "connectivity.incidents",
                "Times that something was lost and came back",
                which);
        time(owner, which.and("until", "detected"), times.detected());
        times.degraded().ifPresent(it -> time(owner, which.and("until", "degraded"), it));
        time(owner, which.and("until", "recovered"), times.recovered());
        missed(owner, which, missed ? 1 : 0);
    }

    private void missed(String owner, Tags which, int times) {
        meters.add(
                owner,
                "connectivity.recovery.missed",
                "Incidents that ended later than the objective allows",
                which,
                times);
    }

    private void time(String owner, Tags which, Duration took) {
        meters.add(
                owner,
                "connectivity.incident.seconds",
                "From an incident's first failed attempt until it was detected, until its circuit"
                        + " opened, and until the first good one",
                which,
                took.toNanos() / NANOS);
    }
}
