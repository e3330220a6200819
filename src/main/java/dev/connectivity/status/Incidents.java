package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.judge.Elapsed;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last time that any dependency was lost. */
final class Incidents {

    private Incidents() {}

    /**
     * The latest of the verdicts'. The one shown before stays where it began later than these: once
     * recovered, as history; until then for as long as its dependency is declared and was not seen
     * up.
     */
    static Optional<IncidentStatus> last(Known known) {
        Map<String, Verdict> verdicts = Dependencies.byName(known);
        Optional<IncidentStatus> latest =
                verdicts.entrySet().stream()
                        .flatMap(
                                one ->
                                        one
                                                .getValue()
                                                .incident()
                                                .map(incident -> show(one.getKey(), incident))
                                                .stream())
                        .max(Comparator.comparing(IncidentStatus::began));
        return known.before()
                .map(ConnectivityPolicyStatus::lastIncident)
                .filter(
                        before ->
                                latest.isEmpty()
                                        || before.began().compareTo(latest.get().began()) > 0)
                .filter(
                        before ->
                                before.recoveredAfter() != null
                                        || mayLast(verdicts.get(before.dependency())))
                .or(() -> latest);
    }

    private static boolean mayLast(@Nullable Verdict verdict) {
        return verdict != null && verdict.state() != Verdict.State.Up;
    }

    private static IncidentStatus show(String dependency, Incident incident) {
        return new IncidentStatus(
                dependency,
                incident.reason(),
                Times.rfc3339(incident.began()),
                Elapsed.format(Duration.between(incident.began(), incident.detected())),
                incident.recovered()
                        .map(
                                recovered ->
                                        Elapsed.format(
                                                Duration.between(incident.began(), recovered)))
                        .orElse(null));
    }
}
