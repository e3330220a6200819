package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.ApplyResult.Applied;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.metrics.PatchMeters;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows a change that was tried: it is counted; and where it was made, the next pass must
 * see it, and the object's owner must learn of it.
 */
@ApplicationScoped
class Aftermath {

    private final EventRecorder events;
    private final KubernetesSerialization serialization;
    private final PatchMeters meters;

    Aftermath(EventRecorder events, KubernetesSerialization serialization, PatchMeters meters) {
        this.events = events;
        this.serialization = serialization;
        this.meters = meters;
    }

    void follow(Pass pass, List<Ruling> rulings, Change change, ApplyResult result) {
        meters.patched(change.subject().kind().name(), result.getClass().getSimpleName());
        if (result instanceof Applied applied) {
            remember(pass, change, applied)
                    .ifPresent(object -> tell(pass, rulings, change, object));
        }
    }

    private Optional<? extends HasMetadata> remember(Pass pass, Change change, Applied applied) {
        Caches caches = pass.caches();
        String name = change.subject().name();
        return switch (change.subject().kind()) {
            case Deployment ->
                    caches.deployment(pass.namespace(), name)
                            .map(
                                    before -> {
                                        Deployment now =
                                                serialization.convertValue(
                                                        applied.object(), Deployment.class);
                                        caches.remember(before, now);
                                        return now;
                                    });
            case Service ->
                    caches.service(pass.namespace(), name)
                            .map(
                                    before -> {
                                        Service now =
                                                serialization.convertValue(
                                                        applied.object(), Service.class);
                                        caches.remember(before, now, pass.resource());
                                        return now;
                                    });
            case Pod, ConnectivityPolicy -> Optional.empty();
            case DestinationRule, VirtualService, ServiceEntry, BackendTrafficPolicy ->
                    Optional.empty();
        };
    }

    private void tell(Pass pass, List<Ruling> rulings, Change change, HasMetadata object) {
        String policy = pass.resource().getMetadata().getName();
        if (change.fixes().isEmpty()) {
            String note =
                    "The rollout passed its progress deadline: ConnectivityPolicy %s set its fields back."
                            .formatted(policy);
            events.record(
                    object,
                    new EventRecorder.Entry(
                            EventRecorder.Type.Warning, Reason.RolloutFailed, "Undo", note));
            return;
        }
        String fields =
                rulings.stream()
                        .filter(ruling -> ruling.decision() == Decision.Apply)
                        .map(Ruling::finding)
                        .filter(finding -> finding.subject().equals(change.subject()))
                        .map(Aftermath::beforeAndAfter)
                        .collect(Collectors.joining("; "));
        events.record(
                object,
                new EventRecorder.Entry(
                        EventRecorder.Type.Normal,
                        Reason.Applied,
                        "Patch",
                        "ConnectivityPolicy %s set %s".formatted(policy, fields)));
    }

    private static String beforeAndAfter(Finding finding) {
        return "%s from %s to %s"
                .formatted(
                        finding.field(),
                        finding.observed().isEmpty() ? "nothing" : finding.observed(),
                        finding.expected());
    }
}
