package dev.connectivity.view;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.judge.Elapsed;
import dev.connectivity.judge.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something lost, and found again. Durations count from the first failed attempt and are written as
 * {@code 6.2s}.
 *
 * @param began RFC 3339, to the second
 * @param degraded empty where its circuit did not open
 * @param recovered empty while it lasts
 */
public record IncidentView(
        String dependency,
        String reason,
        String began,
        String detected,
        Optional<String> degraded,
        Optional<String> recovered) {

    static IncidentView of(Seen.Loss loss) {
        Incident incident = loss.incident();
        return new IncidentView(
                loss.dependency(),
                incident.reason().name(),
                incident.began().truncatedTo(ChronoUnit.SECONDS).toString(),
                after(incident, incident.detected()),
                incident.degraded().map(it -> after(incident, it)),
                incident.recovered().map(it -> after(incident, it)));
    }

    static IncidentView of(IncidentStatus status) {
        return new IncidentView(
                status.dependency(),
                status.reason().name(),
                status.began(),
                status.detectedAfter(),
                Optional.ofNullable(status.degradedAfter()),
                Optional.ofNullable(status.recoveredAfter()));
    }

    private static String after(Incident incident, Instant moment) {
        return Elapsed.format(Duration.between(incident.began(), moment));
    }
}
