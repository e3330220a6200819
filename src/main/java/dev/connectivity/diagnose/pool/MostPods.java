package dev.connectivity.diagnose.pool;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many pods a workload may have at once.
 *
 * @param replicas what it may be scaled to
 * @param autoscaled whether an autoscaler decides that
 * @param surge pods that a rollout adds for its time
 */
public record MostPods(int replicas, boolean autoscaled, int surge) {

    /** What Kubernetes takes where a Deployment says nothing. */
    private static final IntOrString DEFAULT_SURGE = new IntOrString("25%");

    /**
     * Of a Deployment.
     *
     * @param largest that autoscalers may make it; empty without one
     */
    public static MostPods of(Deployment deployment, OptionalInt largest) {
        Integer declared = deployment.getSpec().getReplicas();
        int replicas = largest.orElse(declared == null ? 1 : declared);
        return new MostPods(
                replicas,
                largest.isPresent(),
                replicas == 0 ? 0 : surge(deployment.getSpec().getStrategy(), replicas));
    }

    int total() {
        return replicas + surge;
    }

    String display() {
        return "%d pods (%d %s and %d more during a rollout)"
                .formatted(
                        total(),
                        replicas,
                        autoscaled ? "at the autoscaler's maximum" : "replicas",
                        surge);
    }

    private static int surge(DeploymentStrategy strategy, int replicas) {
        if (strategy != null && "Recreate".equals(strategy.getType())) {
            return 0;
        }
        IntOrString surge =
                Optional.ofNullable(strategy)
                        .map(DeploymentStrategy::getRollingUpdate)
                        .map(RollingUpdateDeployment::getMaxSurge)
                        .orElse(DEFAULT_SURGE);
        return surge.getIntVal() != null ? surge.getIntVal() : ofPercent(surge, replicas);
    }

    /** Rounded up, as the Deployment's controller does. */
    private static int ofPercent(IntOrString surge, int replicas) {
        String digits = surge.getStrVal().replace("%", "").strip();
        return digits.matches("[0-9]{1,4}")
                ? Math.ceilDiv(replicas * Integer.parseInt(digits), 100)
                : 0;
    }
}
