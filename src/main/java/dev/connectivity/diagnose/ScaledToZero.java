package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;

/** Nobody wants a pod now: nothing can be asked, and nothing is waited for. */
final class ScaledToZero implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        Integer replicas = scene.evidence().deployment().getSpec().getReplicas();
        return replicas != null && replicas == 0 && scene.pods().count() == 0
                ? List.of(finding(scene))
                : List.of();
    }

    private static Finding finding(Scene scene) {
        String message =
                "%s is scaled to zero, so there is no pod to ask and nothing to correct. Scale it up to have it looked at."
                        .formatted(scene.workload().display());
        return new Finding(
                Reason.Undetermined,
                scene.workload(),
                "spec.replicas",
                "0",
                "",
                message,
                Optional.empty());
    }
}
