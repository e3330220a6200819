package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Pods.Crash;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The workload's container ended and waits to be started again. */
final class ContainerCrashes implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        List<Crash> crashes = scene.pods().crashing();
        if (crashes.isEmpty()) {
            return List.of();
        }
        Crash first = crashes.getFirst();
        String exit = exit(first).orElse("");
        String message =
                "Container %s ended and waits to be started again on %d of %d pods%s. Read why: %s"
                        .formatted(
                                scene.container().getName(),
                                crashes.size(),
                                scene.pods().count(),
                                exit.isEmpty() ? "" : ", last with " + exit,
                                logs(scene, first.name()));
        return List.of(
                new Finding(
                        Reason.ProcessCrashing,
                        scene.workload(),
                        "",
                        exit,
                        "",
                        message,
                        Optional.empty()));
    }

    private static String logs(Scene scene, String pod) {
        return "kubectl logs --namespace %s %s --container %s --previous"
                .formatted(scene.evidence().policy().namespace(), pod, scene.container().getName());
    }

    /**
     * The code and the kubelet's own word, such as {@code OOMKilled}; never the text that the
     * process left.
     */
    private static Optional<String> exit(Crash crash) {
        return Stream.of(
                        Optional.ofNullable(crash.status().getState()),
                        Optional.ofNullable(crash.status().getLastState()))
                .flatMap(Optional::stream)
                .map(ContainerState::getTerminated)
                .flatMap(terminated -> Optional.ofNullable(terminated).stream())
                .findFirst()
                .map(ContainerCrashes::words);
    }

    private static String words(ContainerStateTerminated terminated) {
        String code = "exit code " + terminated.getExitCode();
        return terminated.getReason() == null ? code : code + " (" + terminated.getReason() + ")";
    }
}
