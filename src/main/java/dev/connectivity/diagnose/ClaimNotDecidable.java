package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The claimed port was asked, and what came back does not tell whether the process listens there.
 */
final class ClaimNotDecidable implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        int port = scene.listener().port();
        return switch (scene.claim()) {
            case Masked ->
                    undetermined(
                            scene,
                            "A mesh sidecar accepts every connection to these pods, so a connect to %d says nothing of the process. Nothing is changed; compare the ports by hand."
                                    .formatted(port));
            case Silent -> undetermined(scene, silence(scene, port));
            case Disputed ->
                    undetermined(
                            scene,
                            "%d refuses us, but the kubelet's readiness probe succeeds there. Nothing is changed; look for a NetworkPolicy or a firewall between the operator and the pods."
                                    .formatted(port));
            case Split ->
                    undetermined(
                            scene,
                            "%d accepts on some of %d running pods and refuses on others. Nothing is changed until all do the same; if no rollout is under way, compare the pods."
                                    .formatted(port, scene.pods().running().size()));
            case Accepts, Refuses, Incomplete, NoPods -> List.of();
        };
    }

    private static String silence(Scene scene, int port) {
        boolean ready = scene.pods().running().stream().allMatch(RunningPod::containerReady);
        return "%d does not answer on every running pod%s. Nothing is changed; let the operator through to the pods, for example in a NetworkPolicy."
                .formatted(port, ready ? ", though the kubelet finds them ready" : "");
    }

    private static List<Finding> undetermined(Scene scene, String message) {
        String observed = scene.tally(scene.listener().port());
        return List.of(
                new Finding(
                        Reason.Undetermined,
                        scene.workload(),
                        "",
                        observed,
                        "",
                        message,
                        Optional.empty()));
    }
}
