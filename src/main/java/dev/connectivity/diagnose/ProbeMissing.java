package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The policy declares a kubelet probe that the container does not have. */
final class ProbeMissing implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        if (!scene.templateProven() || scene.on(scene.healthPort()) != Consensus.Accepts) {
            return List.of();
        }
        return Stream.of(ProbeKind.values())
                .filter(kind -> kind.in(scene.container()).isEmpty())
                .flatMap(kind -> DesiredProbe.of(kind, scene).stream())
                .map(desired -> finding(desired, scene))
                .toList();
    }

    private static Finding finding(DesiredProbe desired, Scene scene) {
        FieldPath path = scene.containerPath().field(desired.kind().field());
        String asked =
                desired.path().map(where -> where + " on ").orElse("") + "port " + desired.port();
        boolean proven = desired.provenBy(scene);
        String message =
                "The container has no %s, and the policy declares one. %s"
                        .formatted(
                                desired.kind().field(),
                                proven
                                        ? "Add it: it asks " + asked + "."
                                        : "It is not added while "
                                                + asked
                                                + " fails; mend that first.");
        return new Finding(
                Reason.ProbeInconsistent,
                scene.workload(),
                path.toString(),
                "",
                asked,
                message,
                Optional.of(new Fix(path, desired.asMap(), proven)));
    }
}
