package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The container does not declare the listener's port; said only along with another fix of the
 * template, as documentation alone is worth no rollout.
 */
final class ContainerPortMissing implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        int port = scene.listener().port();
        boolean declared = Ports.of(scene.container()).contains(port);
        return declared || before.stream().noneMatch(ContainerPortMissing::rollsOut)
                ? List.of()
                : List.of(finding(scene, port));
    }

    private static boolean rollsOut(Finding finding) {
        return finding.subject().kind() == Kind.Deployment
                && finding.fix().filter(Fix::permitted).isPresent();
    }

    private static Finding finding(Scene scene, int port) {
        FieldPath path = scene.containerPath().field("ports").port("containerPort", port, "TCP");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("containerPort", port);
        entry.put("protocol", "TCP");
        String message =
                "%s, and the container does not declare it. Add it to the container's ports."
                        .formatted(scene.tally(port));
        return new Finding(
                Reason.PortMismatch,
                scene.workload(),
                path.toString(),
                "",
                Integer.toString(port),
                message,
                Optional.of(new Fix(path, entry, true)));
    }
}
