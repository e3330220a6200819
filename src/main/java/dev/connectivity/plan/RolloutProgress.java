package dev.connectivity.plan;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How the rollout of a Deployment goes, whoever began it. */
record RolloutProgress(Deployment deployment, List<ReplicaSet> replicaSets, List<Pod> pods) {

    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String CRASHING = "CrashLoopBackOff";

    /**
     * Whether the rollout still does something: not seen yet by its controller, pods to be created,
     * containers to be started. One whose containers all run, or crash, and that still is not ready
     * is stuck: only a change helps.
     */
    boolean isMoving() {
        if (!isObserved()) {
            return true;
        }
        return !isPastDeadline() && (updated() < mayBeUpdated() || isAnyStarting());
    }

    boolean isComplete() {
        return isObserved()
                && updated() >= desired()
                && count(status().getReplicas()) == updated()
                && count(status().getAvailableReplicas()) >= desired();
    }

    boolean isPastDeadline() {
        return isObserved()
                && Optional.ofNullable(status().getConditions()).stream()
                        .flatMap(List::stream)
                        .anyMatch(
                                it ->
                                        "Progressing".equals(it.getType())
                                                && "False".equals(it.getStatus())
                                                && "ProgressDeadlineExceeded"
                                                        .equals(it.getReason()));
    }

    Optional<ReplicaSet> newest() {
        return byRevision().findFirst();
    }

    Optional<ReplicaSet> previous() {
        return byRevision().skip(1).findFirst();
    }

    private Stream<ReplicaSet> byRevision() {
        return replicaSets.stream()
                .sorted(Comparator.comparingLong(RolloutProgress::revision).reversed());
    }

    private static long revision(ReplicaSet replicaSet) {
        return Optional.ofNullable(replicaSet.getMetadata().getAnnotations())
                .map(it -> it.get(REVISION))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private boolean isObserved() {
        Long observed = status().getObservedGeneration();
        Long generation = deployment.getMetadata().getGeneration();
        return generation == null || observed != null && observed >= generation;
    }

    /** As many new pods as may exist beside the old ones that are left. */
    private int mayBeUpdated() {
        int old = count(status().getReplicas()) - updated();
        return Math.min(desired(), desired() + surge() - old);
    }

    private int surge() {
        var strategy = deployment.getSpec().getStrategy();
        if (strategy != null && "Recreate".equals(strategy.getType())) {
            // The controller deletes all old pods and then creates the new ones: as long as one is
            // missing, it is at work.
            return count(status().getReplicas()) - updated();
        }
        return strategy == null || strategy.getRollingUpdate() == null
                ? 0
                : rounded(strategy.getRollingUpdate().getMaxSurge());
    }

    private int rounded(IntOrString surge) {
        if (surge == null) {
            return 0;
        }
        return surge.getStrVal() == null
                ? count(surge.getIntVal())
                : (int)
                        Math.ceil(
                                desired()
                                        * Integer.parseInt(surge.getStrVal().replace("%", ""))
                                        / 100.0);
    }

    private boolean isAnyStarting() {
        return newest().stream()
                .flatMap(newest -> pods.stream().filter(pod -> isOwned(pod, newest)))
                .anyMatch(RolloutProgress::isStarting);
    }

    private static boolean isOwned(Pod pod, ReplicaSet owner) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(it -> Objects.equals(it.getUid(), owner.getMetadata().getUid()));
    }

    private static boolean isStarting(Pod pod) {
        List<ContainerStatus> containers =
                pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
        return containers.size() < pod.getSpec().getContainers().size()
                || containers.stream()
                        .map(ContainerStatus::getState)
                        .filter(Objects::nonNull)
                        .map(ContainerState::getWaiting)
                        .filter(Objects::nonNull)
                        .map(ContainerStateWaiting::getReason)
                        .anyMatch(reason -> !CRASHING.equals(reason));
    }

    private DeploymentStatus status() {
        return Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
    }

    private int desired() {
        return deployment.getSpec().getReplicas() == null ? 1 : deployment.getSpec().getReplicas();
    }

    private int updated() {
        return count(status().getUpdatedReplicas());
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }
}
