package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.judge.Elapsed;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Restored;
import dev.connectivity.metrics.IncidentMeters;
import dev.connectivity.policy.Objectives.Recovery;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Incidents;
import dev.connectivity.status.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds each incident that has just ended against its objective, in an event and in metrics.
 * Remembers when each last one began that it has told of: 67 at most per policy.
 */
@ApplicationScoped
class Recoveries {

    private final EventRecorder events;
    private final IncidentMeters meters;
    private final Map<String, Map<String, Instant>> told = new ConcurrentHashMap<>();

    Recoveries(EventRecorder events, IncidentMeters meters) {
        this.events = events;
        this.meters = meters;
    }

    void follow(ConnectivityPolicy resource, Known known) {
        known.policy()
                .filter(_ -> known.refusal().isEmpty())
                .ifPresent(policy -> follow(resource, policy, Incidents.all(known)));
    }

    private void follow(
            ConnectivityPolicy resource, Policy policy, Map<String, Incident> incidents) {
        Map<String, Instant> former = told.get(policy.uid());
        Map<String, Instant> ofPolicy =
                told.computeIfAbsent(policy.uid(), _ -> new ConcurrentHashMap<>());
        meters.begin(policy.uid());
        ofPolicy.keySet().retainAll(incidents.keySet());
        incidents.forEach(
                (part, incident) -> {
                    boolean anew =
                            incident.recovered().isPresent()
                                    && !incident.began()
                                            .equals(ofPolicy.put(part, incident.began()));
                    // What had ended before this process began was told by another.
                    if (anew && former != null) {
                        ended(resource, policy, part, incident);
                    }
                });
    }

    void forget(String uid) {
        told.remove(uid);
    }

    private void ended(ConnectivityPolicy resource, Policy policy, String part, Incident incident) {
        Duration recovered = since(incident, incident.recovered()).orElseThrow();
        Optional<Duration> objective = objective(part, policy.objectives().recovery());
        boolean missed = objective.filter(it -> recovered.compareTo(it) > 0).isPresent();
        meters.ended(
                policy.uid(),
                part,
                new IncidentMeters.Times(
                        Duration.between(incident.began(), incident.detected()),
                        since(incident, incident.degraded()),
                        recovered),
                missed);
        if (missed) {
            tell(
                    resource,
                    EventRecorder.Type.Warning,
                    Reason.RecoveryObjectiveMissed,
                    "%s was back after %s; the objective is %s."
                            .formatted(
                                    part,
                                    Elapsed.format(recovered),
                                    Elapsed.format(objective.get())));
        } else if (part.equals(Outages.SYSTEM)) {
            tell(
                    resource,
                    EventRecorder.Type.Normal,
                    Reason.Recovered,
                    "All that is required is back, after %s.".formatted(Elapsed.format(recovered)));
        }
    }

    private void tell(
            ConnectivityPolicy resource, EventRecorder.Type type, Reason reason, String message) {
        events.record(resource, new EventRecorder.Entry(type, reason, "Probe", message));
    }

    private static Optional<Duration> objective(String part, Recovery recovery) {
        return switch (part) {
            case Restored.DATABASE -> Optional.of(recovery.database());
            case Outages.WORKLOAD -> Optional.of(recovery.service());
            case Outages.SYSTEM -> Optional.of(recovery.system());
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> since(Incident incident, Optional<Instant> end) {
        return end.map(it -> Duration.between(incident.began(), it));
    }
}
