package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.judge.Elapsed;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last time that anything was lost. */
public final class Incidents {

    private Incidents() {}

    /**
     * The last of each that is known: of the database, of each upstream, of the workload, and of
     * all that is required together, by {@link Outages}' names.
     */
    public static Map<String, Incident> all(Known known) {
        Map<String, Incident> all = ofParts(known);
        known.outages().system().ifPresent(it -> all.put(Outages.SYSTEM, it));
        return all;
    }

    private static Map<String, Incident> ofParts(Known known) {
        Map<String, Incident> parts = new LinkedHashMap<>();
        Dependencies.byName(known)
                .forEach(
                        (name, verdict) -> verdict.incident().ifPresent(it -> parts.put(name, it)));
        known.outages().workload().ifPresent(it -> parts.put(Outages.WORKLOAD, it));
        return parts;
    }

    /**
     * The latest. The one shown before stays where it began later than these: once recovered, as
     * history; until then for as long as its dependency is declared and was not seen up.
     */
    static Optional<IncidentStatus> last(Known known) {
        Map<String, Verdict> verdicts = Dependencies.byName(known);
        Optional<IncidentStatus> before =
                known.before().map(ConnectivityPolicyStatus::lastIncident);
        Optional<IncidentStatus> latest =
                ofParts(known).entrySet().stream()
                        .map(one -> show(one.getKey(), one.getValue(), known.outages()))
                        .max(Comparator.comparing(IncidentStatus::began))
                        .map(it -> before.map(shown -> completed(it, shown)).orElse(it));
        return before.filter(
                        shown ->
                                latest.isEmpty()
                                        || shown.began().compareTo(latest.get().began()) > 0)
                .filter(
                        shown ->
                                shown.recoveredAfter() != null
                                        || mayLast(verdicts.get(shown.dependency())))
                .or(() -> latest);
    }

    private static boolean mayLast(@Nullable Verdict verdict) {
        return verdict != null && verdict.state() != Verdict.State.Up;
    }

    /** What a restart has forgotten of the same incident stays as it was told. */
    private static IncidentStatus completed(IncidentStatus now, IncidentStatus before) {
        boolean same =
                now.dependency().equals(before.dependency()) && now.began().equals(before.began());
        return same && now.systemRecoveredAfter() == null && now.recoveredAfter() != null
                ? new IncidentStatus(
                        now.dependency(),
                        now.reason(),
                        now.began(),
                        now.detectedAfter(),
                        now.degradedAfter(),
                        now.recoveredAfter(),
                        before.systemRecoveredAfter())
                : now;
    }

    private static IncidentStatus show(String dependency, Incident incident, Outages outages) {
        return new IncidentStatus(
                dependency,
                incident.reason(),
                Times.rfc3339(incident.began()),
                Objects.requireNonNull(since(incident, Optional.of(incident.detected()))),
                since(incident, incident.degraded()),
                since(incident, incident.recovered()),
                outages.system()
                        .filter(it -> within(incident, it))
                        .map(it -> since(it, it.recovered()))
                        .orElse(null));
    }

    private static @Nullable String since(Incident incident, Optional<Instant> end) {
        return end.map(it -> Elapsed.format(Duration.between(incident.began(), it))).orElse(null);
    }

    /** Whether it was one of those losses. */
    private static boolean within(Incident incident, Incident system) {
        return !incident.began().isBefore(system.began())
                && system.recovered().filter(it -> !incident.began().isAfter(it)).isPresent();
    }
}
