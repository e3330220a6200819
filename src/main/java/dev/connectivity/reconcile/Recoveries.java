package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.judge.Elapsed;
import dev.connectivity.judge.Restored;
import dev.connectivity.metrics.IncidentMeters;
import dev.connectivity.policy.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Holds an incident that has just ended against the objective, in an event and in metrics. */
@ApplicationScoped
class Recoveries {

    private final EventRecorder events;
    private final IncidentMeters meters;

    Recoveries(EventRecorder events, IncidentMeters meters) {
        this.events = events;
        this.meters = meters;
    }

    void follow(
            ConnectivityPolicy resource,
            Optional<Policy> policy,
            Optional<ConnectivityPolicyStatus> before,
            ConnectivityPolicyStatus after) {
        Optional<IncidentStatus> ended =
                Optional.ofNullable(after.lastIncident())
                        .filter(it -> it.recoveredAfter() != null)
                        .filter(it -> !Optional.of(it).equals(last(before)));
        ended.flatMap(it -> took(it.recoveredAfter()))
                .ifPresent(
                        recovered ->
                                policy.ifPresent(
                                        it -> ended(resource, it, ended.get(), recovered)));
    }

    private void ended(
            ConnectivityPolicy resource,
            Policy policy,
            IncidentStatus incident,
            Duration recovered) {
        Optional<Duration> objective =
                Optional.of(policy.objectives().recovery().database())
                        .filter(it -> incident.dependency().equals(Restored.DATABASE));
        boolean missed = objective.filter(it -> recovered.compareTo(it) > 0).isPresent();
        meters.ended(
                policy.uid(),
                incident.dependency(),
                took(incident.detectedAfter()).orElse(Duration.ZERO),
                recovered,
                missed);
        if (missed) {
            events.record(
                    resource,
                    new EventRecorder.Entry(
                            EventRecorder.Type.Warning,
                            Reason.RecoveryObjectiveMissed,
                            "Probe",
                            "%s was back after %s; the objective is %s."
                                    .formatted(
                                            incident.dependency(),
                                            incident.recoveredAfter(),
                                            Elapsed.format(objective.get()))));
        }
    }

    private static Optional<IncidentStatus> last(Optional<ConnectivityPolicyStatus> status) {
        return status.map(ConnectivityPolicyStatus::lastIncident);
    }

    private static Optional<Duration> took(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text).flatMap(Elapsed::parse);
    }
}
