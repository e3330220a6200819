package dev.connectivity.diagnose.pool;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What autoscalers do to Deployments. */
public final class Autoscaling {

    private Autoscaling() {}

    /** Name of the Deployment that is scaled; empty where it is something else. */
    public static Optional<String> deploymentOf(HorizontalPodAutoscaler autoscaler) {
        return Optional.ofNullable(autoscaler.getSpec())
                .map(HorizontalPodAutoscalerSpec::getScaleTargetRef)
                .filter(it -> "Deployment".equals(it.getKind()))
                .filter(it -> it.getApiVersion() == null || it.getApiVersion().startsWith("apps/"))
                .map(it -> it.getName());
    }

    /** What autoscalers may make of a Deployment; empty where none is about it. */
    public static OptionalInt largest(
            Stream<HorizontalPodAutoscaler> autoscalers, Deployment deployment) {
        Optional<String> name = Optional.of(deployment.getMetadata().getName());
        return autoscalers
                .filter(it -> deploymentOf(it).equals(name))
                .mapToInt(it -> Objects.requireNonNullElse(it.getSpec().getMaxReplicas(), 0))
                .max();
    }
}
