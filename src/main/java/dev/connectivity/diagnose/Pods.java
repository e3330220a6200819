package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The workload's pods, by what can be learned from them. Those that are going, or gone, are left
 * out.
 *
 * @param running can be asked
 * @param crashing their container ended and will be started again
 * @param starting neither runs nor crashes yet
 * @param onHostNetwork share their node's address, which is never connected to
 */
record Pods(
        List<RunningPod> running,
        List<Crash> crashing,
        List<Pod> starting,
        List<Pod> onHostNetwork) {

    private static final Set<String> GONE = Set.of("Succeeded", "Failed");

    /** A pod whose container ended, and how it ended last. */
    record Crash(Pod pod, ContainerStatus status) {

        String name() {
            return pod.getMetadata().getName();
        }
    }

    static Pods of(List<Pod> pods, String container) {
        Pods sorted =
                new Pods(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(
                        pod ->
                                pod.getStatus() != null
                                        && !GONE.contains(pod.getStatus().getPhase()))
                .forEach(pod -> sorted.add(pod, container));
        return sorted;
    }

    int count() {
        return running.size() + crashing.size() + starting.size() + onHostNetwork.size();
    }

    private void add(Pod pod, String name) {
        Optional<Container> container =
                pod.getSpec().getContainers().stream()
                        .filter(one -> name.equals(one.getName()))
                        .findFirst();
        Optional<ContainerStatus> status =
                pod.getStatus().getContainerStatuses().stream()
                        .filter(one -> name.equals(one.getName()) && one.getState() != null)
                        .findFirst();
        if (Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            onHostNetwork.add(pod);
        } else if (status.filter(Pods::crashes).isPresent()) {
            crashing.add(new Crash(pod, status.get()));
        } else if (container.isPresent() && status.filter(one -> runs(pod, one)).isPresent()) {
            running.add(new RunningPod(pod, container.get(), status.get()));
        } else {
            starting.add(pod);
        }
    }

    private static boolean crashes(ContainerStatus status) {
        var state = status.getState();
        return state.getTerminated() != null
                || state.getWaiting() != null
                        && "CrashLoopBackOff".equals(state.getWaiting().getReason());
    }

    private static boolean runs(Pod pod, ContainerStatus status) {
        var running = status.getState().getRunning();
        return running != null
                && running.getStartedAt() != null
                && "Running".equals(pod.getStatus().getPhase())
                && pod.getStatus().getPodIP() != null;
    }
}
