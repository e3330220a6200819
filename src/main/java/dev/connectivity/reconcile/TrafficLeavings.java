package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.apply.TrafficWriter;
import dev.connectivity.fallback.OwnObject;
import dev.connectivity.plan.Ruling;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.traffic.Decided;
import dev.connectivity.traffic.TrafficKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Removes the resources of a policy's traffic that nothing asks for any longer. One that is not
 * gone yet stays in the status, or nobody would come back to it.
 */
@ApplicationScoped
class TrafficLeavings {

    private static final Logger LOG = Logger.getLogger(TrafficLeavings.class);

    private final TrafficWriter writer;
    private final EventRecorder events;

    TrafficLeavings(TrafficWriter writer, EventRecorder events) {
        this.writer = writer;
        this.events = events;
    }

    /**
     * What is still there.
     *
     * @param failure why one could not be removed
     */
    record Left(List<Ruling> rulings, Optional<Problem> failure) {}

    Left remove(
            ConnectivityPolicy resource, Policy policy, List<GenericKubernetesResource> outgrown) {
        List<Ruling> rulings = new ArrayList<>();
        Optional<Problem> failure = Optional.empty();
        for (GenericKubernetesResource one : outgrown) {
            switch (writer.remove(TrafficKind.valueOf(one.getKind()), one)) {
                case ApplyResult.Applied _ -> tell(resource, one);
                case ApplyResult.Rejected rejected -> {
                    String refused =
                            "The API server refuses to remove %s %s: %s"
                                    .formatted(
                                            one.getKind(),
                                            one.getMetadata().getName(),
                                            rejected.message());
                    rulings.add(ruling(policy, one, refused));
                    failure =
                            failure.or(
                                    () -> Optional.of(new Problem(Reason.PatchRejected, refused)));
                }
                case ApplyResult.Stale _, ApplyResult.Conflict _ ->
                        rulings.add(
                                ruling(
                                        policy,
                                        one,
                                        "The policy asks for it no longer, and it was changed while"
                                                + " it was being removed: it is looked at again."));
            }
        }
        return new Left(rulings, failure);
    }

    /** Where nothing may be removed. */
    Left keep(Policy policy, List<GenericKubernetesResource> outgrown) {
        return new Left(
                outgrown.stream()
                        .map(
                                it ->
                                        ruling(
                                                policy,
                                                it,
                                                "The policy asks for it no longer: remove it, or"
                                                        + " set mode: Enforce."))
                        .toList(),
                Optional.empty());
    }

    /** Where that fails, the cluster does it, once it has heard that their owner is gone. */
    void removeAll(ConnectivityPolicy resource) {
        String namespace = resource.getMetadata().getNamespace();
        for (TrafficKind kind : TrafficKind.values()) {
            try {
                writer.list(kind, namespace).stream()
                        .flatMap(List::stream)
                        .filter(it -> OwnObject.isOf(resource.getMetadata().getUid(), it))
                        .forEach(it -> writer.remove(kind, it));
            } catch (KubernetesClientException e) {
                LOG.warnf(
                        "%s of a deleted policy in namespace %s left to the garbage collector: HTTP"
                                + " status %d",
                        kind, namespace, e.getCode());
            }
        }
    }

    private static Ruling ruling(Policy policy, GenericKubernetesResource one, String why) {
        return Decided.left(one, why).ruling(policy, Optional.empty());
    }

    private void tell(ConnectivityPolicy resource, GenericKubernetesResource removed) {
        events.record(
                resource,
                new EventRecorder.Entry(
                        EventRecorder.Type.Normal,
                        Reason.Applied,
                        "Apply",
                        "%s %s was removed: the policy asks for it no longer."
                                .formatted(removed.getKind(), removed.getMetadata().getName())));
    }
}
