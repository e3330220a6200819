package dev.connectivity.reconcile;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import java.util.Optional;

/** What autoscalers do to Deployments. */
final class Autoscaling {

    private Autoscaling() {}

    /** Name of the Deployment that is scaled; empty where it is something else. */
    static Optional<String> deploymentOf(HorizontalPodAutoscaler autoscaler) {
        return Optional.ofNullable(autoscaler.getSpec())
                .map(HorizontalPodAutoscalerSpec::getScaleTargetRef)
                .filter(it -> "Deployment".equals(it.getKind()))
                .filter(it -> it.getApiVersion() == null || it.getApiVersion().startsWith("apps/"))
                .map(it -> it.getName());
    }

    static int largest(HorizontalPodAutoscaler autoscaler) {
        return Optional.ofNullable(autoscaler.getSpec().getMaxReplicas()).orElse(0);
    }
}
