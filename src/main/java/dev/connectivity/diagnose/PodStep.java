package dev.connectivity.diagnose;

import dev.connectivity.diagnose.Walk.Stage;
import dev.connectivity.diagnose.Walk.State;
import dev.connectivity.diagnose.Walk.Step;
import java.util.ArrayList;
import java.util.List;

/** What the workload's pods are doing. */
final class PodStep {

    private PodStep() {}

    static Step of(Scene scene) {
        Pods pods = scene.pods();
        if (pods.count() == 0) {
            Integer replicas = scene.evidence().deployment().getSpec().getReplicas();
            boolean none = replicas != null && replicas == 0;
            return new Step(
                    Stage.Pod,
                    scene.workload().display(),
                    State.Fails,
                    none ? "is scaled to 0" : "has no pod yet");
        }
        long ready = pods.running().stream().filter(RunningPod::ready).count();
        return new Step(Stage.Pod, subject(scene), state(pods, ready), seen(pods, ready));
    }

    private static String subject(Scene scene) {
        List<RunningPod> running = scene.pods().running();
        return scene.pods().count() == 1 && running.size() == 1
                ? "Pod/" + running.getFirst().name()
                : "pods of " + scene.workload().display();
    }

    private static State state(Pods pods, long ready) {
        if (!pods.onHostNetwork().isEmpty() && pods.running().isEmpty()) {
            return State.Unknown;
        }
        return ready == 0 ? State.Fails : State.Well;
    }

    private static String seen(Pods pods, long ready) {
        List<String> parts = new ArrayList<>();
        parts.add("%d of %d run".formatted(pods.running().size(), pods.count()));
        parts.add(ready + (ready == 1 ? " is ready" : " are ready"));
        add(parts, pods.crashing().size(), "crashing");
        add(parts, pods.starting().size(), "starting");
        add(parts, pods.onHostNetwork().size(), "on the node's network, where nobody is asked");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
