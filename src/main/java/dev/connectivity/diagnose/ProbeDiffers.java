package dev.connectivity.diagnose;

import java.util.List;
import java.util.stream.Stream;

/** A kubelet probe differs from what the policy declares, its refusing port aside. */
final class ProbeDiffers implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        if (!scene.templateProven() || scene.on(scene.healthPort()) != Consensus.Accepts) {
            return List.of();
        }
        return Stream.of(ProbeKind.values())
                .flatMap(
                        kind ->
                                kind.in(scene.container()).stream()
                                        .flatMap(
                                                probe ->
                                                        DesiredProbe.of(kind, scene).stream()
                                                                .flatMap(
                                                                        desired ->
                                                                                new ProbeComparison(
                                                                                                probe,
                                                                                                desired,
                                                                                                scene)
                                                                                        .findings())))
                .toList();
    }
}
