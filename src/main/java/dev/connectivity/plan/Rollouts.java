package dev.connectivity.plan;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How far a Deployment's rollout is. */
record Rollouts(Deployment deployment, List<ReplicaSet> replicaSets, List<Pod> pods) {

    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String CRASH_LOOP = "CrashLoopBackOff";

    /**
     * Whether it moves by itself, so that another change must wait. One whose pods all run and are not ready does not: that is
     * what a wrong port looks like, and the change is what it waits for.
     */
    boolean makesProgress() {
        if (!isObserved()) {
            return true;
        }
        List<Pod> newPods = podsOfNewest();
        if (newPods.isEmpty()) {
            return desired() > 0;
        }
        return newPods.stream().anyMatch(Rollouts::isStarting)
                || !isComplete() && newPods.stream().allMatch(Rollouts::isReady);
    }

    boolean isComplete() {
        DeploymentStatus status = status();
        return isObserved()
                && count(status.getUpdatedReplicas()) == desired()
                && count(status.getReplicas()) == desired()
                && count(status.getAvailableReplicas()) == desired();
    }

    /** Past its progress deadline, as the deployment controller says of the newest template, since {@code began}. */
    boolean isFailedSince(Instant began) {
        return isObserved()
                && conditions().stream()
                        .filter(condition -> "Progressing".equals(condition.getType()))
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .filter(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()))
                        .anyMatch(condition ->
                                Instant.parse(condition.getLastUpdateTime()).isAfter(began));
    }

    /** Newest first, by the revision that the deployment controller gives them. */
    List<ReplicaSet> revisions() {
        return replicaSets.stream()
                .filter(replicaSet -> revision(replicaSet) > 0)
                .sorted(Comparator.comparingLong(Rollouts::revision).reversed())
                .toList();
    }

    private List<Pod> podsOfNewest() {
        return revisions().stream()
                .findFirst()
                .map(newest -> pods.stream().filter(pod -> owns(newest, pod)).toList())
                .orElse(List.of());
    }

    private static boolean owns(ReplicaSet replicaSet, Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(replicaSet.getMetadata().getUid()));
    }

    private static boolean isStarting(Pod pod) {
        List<ContainerStatus> containers = Optional.ofNullable(pod.getStatus())
                .map(status -> status.getContainerStatuses())
                .orElse(List.of());
        return containers.isEmpty() || containers.stream().anyMatch(Rollouts::isStarting);
    }

    private static boolean isStarting(ContainerStatus container) {
        return container.getState() != null
                && container.getState().getRunning() == null
                && container.getState().getWaiting() != null
                && !CRASH_LOOP.equals(container.getState().getWaiting().getReason());
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private boolean isObserved() {
        return Optional.ofNullable(status().getObservedGeneration()).orElse(0L)
                >= deployment.getMetadata().getGeneration();
    }

    private List<DeploymentCondition> conditions() {
        return Optional.ofNullable(status().getConditions()).orElse(List.of());
    }

    private DeploymentStatus status() {
        return Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
    }

    private int desired() {
        return Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
    }

    private static int count(@org.jspecify.annotations.Nullable Integer replicas) {
        return replicas == null ? 0 : replicas;
    }

    private static long revision(ReplicaSet replicaSet) {
        return Optional.ofNullable(replicaSet.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(REVISION))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
