package dev.connectivity.diagnose.pool;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a workload's settings cannot mend: the server as a whole has too few connections. Told in
 * the policy, never patched; of other namespaces no more than numbers.
 */
final class ServerFindings {

    private static final String FIELD = "spec.database";

    private ServerFindings() {}

    static List<Finding> of(PoolScene scene) {
        return Stream.of(nearlyExhausted(scene), crowded(scene)).flatMap(Optional::stream).toList();
    }

    private static Optional<Finding> nearlyExhausted(PoolScene scene) {
        return scene.evidence()
                .server()
                .filter(it -> scene.evidence().nearlyExhausted())
                .map(
                        server ->
                                finding(
                                        scene,
                                        Reason.DatabaseConnectionsExhausted,
                                        "Of the server's %d usable connections nine tenths were in use. Soon it refuses more: close idle ones, make pools smaller, or let it accept more."
                                                .formatted(server.usable())));
    }

    private static Optional<Finding> crowded(PoolScene scene) {
        PoolEvidence evidence = scene.evidence();
        int own = PoolDiagnoser.demand(evidence).orElse(0);
        return evidence.server()
                .map(it -> new ConnectionBudget(it, scene.pool().share(), evidence.neighbours()))
                .filter(it -> it.demandElsewhere() > 0)
                .filter(it -> own + it.demandNearby() + it.demandElsewhere() > it.usable())
                .map(
                        it ->
                                finding(
                                        scene,
                                        Reason.DatabasePoolOverBudget,
                                        "%d policies of other namespaces may open %d connections at the same server: with the %d of this namespace that is more than its %d usable ones. Agree with their owners on spec.database.pool.share, or let the server accept more."
                                                .formatted(
                                                        it.countElsewhere(),
                                                        it.demandElsewhere(),
                                                        own + it.demandNearby(),
                                                        it.usable())));
    }

    private static Finding finding(PoolScene scene, Reason reason, String message) {
        return new Finding(reason, scene.policy(), FIELD, "", "", message, Optional.empty());
    }
}
