package dev.connectivity.diagnose.pool;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact.ConnectionUse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is wrong with the size of the pools.
 *
 * <p>A size that does not fit is lowered at once, since every pod that starts may be refused. It is
 * raised again only towards what the policy asks for, and only when nothing was changed at the
 * workload for a day: scaling down and up again, or a server that is set back, then costs one
 * rollout and not one each way.
 *
 * @param size that each pod's pool should have; empty where no size mends it
 */
record SizeAim(Reason reason, OptionalInt size, String message) {

    private static final Duration BEFORE_RAISING = Duration.ofDays(1);

    /** Empty where the size is right, or nothing is known of the server yet. */
    static Optional<SizeAim> of(PoolScene scene) {
        PoolEvidence evidence = scene.evidence();
        MostPods pods = MostPods.of(evidence.deployment(), evidence.largest());
        Optional<ConnectionUse> server = evidence.server();
        if (server.isEmpty() || pods.total() == 0) {
            return Optional.empty();
        }
        ConnectionBudget budget =
                new ConnectionBudget(server.get(), scene.pool().share(), evidence.neighbours());
        OptionalInt size = scene.size();
        return size.isEmpty()
                ? Optional.of(unknown(pods, budget))
                : weigh(scene, pods, budget, size.getAsInt());
    }

    private static Optional<SizeAim> weigh(
            PoolScene scene, MostPods pods, ConnectionBudget budget, int size) {
        int fitting = budget.allowance() / pods.total();
        if (size > fitting) {
            return Optional.of(tooLarge(pods, budget, size, fitting));
        }
        int wanted = Math.min(fitting, scene.pool().size().orElse(size));
        return wanted > size && mayRaise(scene.evidence())
                ? Optional.of(tooSmall(pods, budget, size, wanted))
                : Optional.empty();
    }

    private static SizeAim unknown(MostPods pods, ConnectionBudget budget) {
        return new SizeAim(
                Reason.Undetermined,
                OptionalInt.empty(),
                "How many connections each pod opens cannot be told. Give it in"
                        + " spec.database.pool.size. %s may hold %s."
                                .formatted(pods.display(), budget.display()));
    }

    private static SizeAim tooLarge(MostPods pods, ConnectionBudget budget, int size, int fitting) {
        String arithmetic =
                "%s with %d connections each may open %d, and may hold %s."
                        .formatted(pods.display(), size, pods.total() * size, budget.display());
        return fitting < 1
                ? new SizeAim(
                        Reason.DatabasePoolOverBudget,
                        OptionalInt.empty(),
                        arithmetic
                                + " Even one for each pod is too many: allow fewer pods, let the"
                                + " server accept more, or put a pooler in between.")
                : new SizeAim(
                        Reason.DatabasePoolOverBudget,
                        OptionalInt.of(fitting),
                        arithmetic + " %d for each pod fit.".formatted(fitting));
    }

    private static SizeAim tooSmall(MostPods pods, ConnectionBudget budget, int size, int wanted) {
        return new SizeAim(
                Reason.DatabasePoolUnderBudget,
                OptionalInt.of(wanted),
                "%s open %d connections each, fewer than the policy asks for, and may hold %s. %d for each pod fit."
                        .formatted(pods.display(), size, budget.display(), wanted));
    }

    private static boolean mayRaise(PoolEvidence evidence) {
        return evidence.lastChanged()
                .filter(it -> !it.plus(BEFORE_RAISING).isAfter(evidence.now()))
                .isPresent();
    }
}
