package dev.connectivity.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long incidents took, from the first failed attempt. */
@ApplicationScoped
public class IncidentMeters {

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
        time(owner, which.and("until", "detected"), detected);
        time(owner, which.and("until", "recovered"), recovered);
        meters.use(
                owner,
                which,
                (registry, tags) -> {
                    Counter counter =
                            Counter.builder("connectivity.recovery.missed")
                                    .description(
                                            "Incidents that ended later than the objective allows")
                                    .tags(tags)
                                    .register(registry);
                    counter.increment(missed ? 1 : 0);
                    return counter;
                });
    }

    private void time(String owner, Tags which, Duration took) {
        meters.use(
                owner,
                which,
                (registry, tags) -> {
                    Timer timer =
                            Timer.builder("connectivity.incident")
                                    .description(
                                            "From an incident's first failed attempt until it was"
                                                    + " detected, and until the first good one")
                                    .tags(tags)
                                    .register(registry);
                    timer.record(took);
                    return timer;
                });
    }
}
