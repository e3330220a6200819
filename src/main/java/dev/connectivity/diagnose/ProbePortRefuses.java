package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A kubelet probe asks a port where nothing listens, while the health port accepts. */
final class ProbePortRefuses implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        if (!scene.templateProven() || scene.on(scene.healthPort()) != Consensus.Accepts) {
            return List.of();
        }
        return Stream.of(ProbeKind.values())
                .flatMap(
                        kind ->
                                kind
                                        .in(scene.container())
                                        .flatMap(probe -> finding(kind, probe, scene))
                                        .stream())
                .toList();
    }

    private static Optional<Finding> finding(ProbeKind kind, Probe probe, Scene scene) {
        return ProbeTarget.of(probe, scene.container())
                .filter(target -> refuses(target, scene))
                .map(target -> finding(kind, target, scene));
    }

    private static String fault(ProbeTarget target, Scene scene) {
        String right = scene.tally(scene.healthPort());
        if (target.port().isEmpty()) {
            return "which is the name of no port of the container; " + right;
        }
        return scene.basis() == Basis.Connects ? "which refuses; " + right : "but " + right;
    }

    /** A name that stands for no port is refused by the kubelet itself. */
    static boolean refuses(ProbeTarget target, Scene scene) {
        return target.port().isEmpty() || scene.on(target.port().getAsInt()) == Consensus.Refuses;
    }

    private static Finding finding(ProbeKind kind, ProbeTarget target, Scene scene) {
        int port = scene.healthPort();
        boolean declared = scene.health().filter(kind::declaredBy).isPresent();
        FieldPath path =
                scene.containerPath().field(kind.field()).field(target.handler()).field("port");
        String message =
                "The %s asks %s, %s. Set its port to %d%s."
                        .formatted(
                                kind.field(),
                                target.text(),
                                fault(target, scene),
                                port,
                                declared ? "" : ", or declare the probe in spec.health");
        return new Finding(
                Reason.ProbeInconsistent,
                scene.workload(),
                path.toString(),
                target.text(),
                Integer.toString(port),
                message,
                Optional.of(new Fix(path, port, declared)));
    }
}
