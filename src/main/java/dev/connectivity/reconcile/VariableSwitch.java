package dev.connectivity.reconcile;

import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.EnvironmentApplier;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.plan.EnvironmentChange;
import dev.connectivity.plan.EnvironmentScene;
import dev.connectivity.plan.EnvironmentSwitch;
import dev.connectivity.plan.Marks;
import dev.connectivity.policy.Fallback.Environment;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The variables of a workload's container, by a rollout each time. */
@ApplicationScoped
class VariableSwitch {

    private final EnvironmentApplier applier;
    private final RolloutSlots slots;
    private final OperatorConfig config;
    private final KubernetesSerialization serialization;

    VariableSwitch(
            EnvironmentApplier applier,
            RolloutSlots slots,
            OperatorConfig config,
            KubernetesSerialization serialization) {
        this.applier = applier;
        this.slots = slots;
        this.config = config;
        this.serialization = serialization;
    }

    boolean isOn(Sight sight, Upstream upstream) {
        return sight.deployment()
                .filter(it -> EnvironmentSwitch.isOn(it, upstream.name()))
                .isPresent();
    }

    /** By upstream, why its variables could not be set. */
    Map<String, String> obstacles(Pass pass, Sight sight) {
        SortedMap<String, SortedMap<String, String>> all = on(sight.policy(), it -> true);
        if (all.isEmpty()) {
            return Map.of();
        }
        Optional<EnvironmentScene> scene =
                sight.deployment()
                        .map(it -> scene(pass, sight, it, all))
                        .filter(it -> it.found().isPresent());
        if (scene.isEmpty()) {
            Map<String, String> obstacles = new TreeMap<>();
            all.keySet()
                    .forEach(
                            it ->
                                    obstacles.put(
                                            it,
                                            "The workload, or its container, does not exist: see"
                                                    + " the condition ResolvedRefs."));
            return obstacles;
        }
        return EnvironmentSwitch.plan(scene.get()).refusals();
    }

    /**
     * What became of it.
     *
     * @param waits whether to look again soon: a rollout was in the way, or somebody's write
     * @param refusal why the API server did not let it
     */
    record Result(boolean waits, Optional<String> refusal) {

        static final Result DONE = new Result(false, Optional.empty());
        private static final Result LATER = new Result(true, Optional.empty());

        /** The same, but for that something else has to be looked at again soon. */
        Result later() {
            return new Result(true, refusal);
        }
    }

    /** Sets what is to be set, and puts back what is not. */
    Result set(Pass pass, Sight sight, Predicate<String> isOn) {
        return sight.deployment()
                .filter(
                        it ->
                                !on(sight.policy(), any -> true).isEmpty()
                                        || EnvironmentSwitch.isHeld(it))
                .map(it -> set(pass, it, scene(pass, sight, it, on(sight.policy(), isOn))))
                .orElse(Result.DONE);
    }

    private Result set(Pass pass, Deployment workload, EnvironmentScene scene) {
        EnvironmentSwitch.Outcome outcome = EnvironmentSwitch.plan(scene);
        if (outcome.release()) {
            applier.release(workload);
        }
        if (outcome.change().isPresent()) {
            return apply(pass, workload, outcome.change().get());
        }
        return outcome.waits() ? Result.LATER : Result.DONE;
    }

    private Result apply(Pass pass, Deployment workload, EnvironmentChange change) {
        return switch (applier.apply(workload, change)) {
            case ApplyResult.Applied applied -> {
                pass.caches()
                        .remember(
                                workload,
                                serialization.convertValue(applied.object(), Deployment.class));
                yield Result.DONE;
            }
            case ApplyResult.Stale _ -> Result.LATER;
            case ApplyResult.Conflict conflict ->
                    new Result(
                            false,
                            conflict.held().stream()
                                    .findFirst()
                                    .map(
                                            it ->
                                                    "%s is held by %s."
                                                            .formatted(it.field(), it.manager())));
            case ApplyResult.Rejected rejected ->
                    new Result(false, Optional.of(rejected.message()));
        };
    }

    private EnvironmentScene scene(
            Pass pass,
            Sight sight,
            Deployment workload,
            SortedMap<String, SortedMap<String, String>> on) {
        Policy policy = sight.policy();
        return new EnvironmentScene(
                workload,
                policy.workload().container(),
                policy.onConflict(),
                config.oneShotManagers(),
                new Marks(config.reconcilerMarks()),
                on,
                slots.free(pass.uid(), pass.caches().policies())
                        && EnvironmentScene.isSettled(workload, sight.replicaSets(), sight.pods()));
    }

    private static SortedMap<String, SortedMap<String, String>> on(
            Policy policy, Predicate<String> isOn) {
        SortedMap<String, SortedMap<String, String>> on = new TreeMap<>();
        policy.upstreams().stream()
                .filter(it -> isOn.test(it.name()))
                .forEach(
                        upstream ->
                                variables(upstream).ifPresent(it -> on.put(upstream.name(), it)));
        return on;
    }

    private static Optional<SortedMap<String, String>> variables(Upstream upstream) {
        return upstream.fallback()
                .flatMap(
                        it ->
                                it.means() instanceof Environment environment
                                        ? Optional.of(environment.variables())
                                        : Optional.empty());
    }
}
