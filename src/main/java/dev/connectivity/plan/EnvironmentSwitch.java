package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.ManagedObject.Holder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sets variables while fallbacks are on, and puts back what they were. A variable that somebody
 * else took meanwhile is theirs and left alone.
 */
public final class EnvironmentSwitch {

    private final EnvironmentScene scene;
    private final ManagedObject workload;
    private final OwnedFields ours;
    private final FieldPath variables;
    private final Map<String, EnvVar> live = new LinkedHashMap<>();
    private final SortedMap<String, Map<String, Optional<String>>> memory;
    private final SortedMap<String, String> refusals = new TreeMap<>();
    private boolean force;

    private EnvironmentSwitch(EnvironmentScene scene, Container container) {
        this.scene = scene;
        this.workload = ManagedObject.of(Kind.Deployment, scene.deployment());
        this.ours = ours(workload);
        this.variables =
                FieldPath.of("spec", "template", "spec", "containers")
                        .entry("name", container.getName())
                        .field("env");
        container.getEnv().forEach(it -> live.put(it.getName(), it));
        this.memory = EnvironmentMemory.of(scene.deployment());
    }

    /**
     * What is to be done.
     *
     * @param change to be made now
     * @param waits whether one is due, and a rollout is in its way
     * @param release whether nothing is on and something still held: it is to be given up, values
     *     kept
     * @param refusals by upstream, why its variables cannot be set
     */
    public record Outcome(
            Optional<EnvironmentChange> change,
            boolean waits,
            boolean release,
            SortedMap<String, String> refusals) {

        private static final Outcome NOTHING =
                new Outcome(Optional.empty(), false, false, new TreeMap<>());
    }

    public static Outcome plan(EnvironmentScene scene) {
        return scene.found()
                .map(container -> new EnvironmentSwitch(scene, container).plan())
                .orElse(Outcome.NOTHING);
    }

    /** Whether the variables of this upstream's fallback are set. */
    public static boolean isOn(HasMetadata workload, String upstream) {
        return EnvironmentMemory.of(workload).containsKey(upstream);
    }

    /** Whether anything of it is held for fallbacks. */
    public static boolean isHeld(Deployment workload) {
        return !ours(ManagedObject.of(Kind.Deployment, workload)).isEmpty();
    }

    private static OwnedFields ours(ManagedObject workload) {
        return workload.holders().stream()
                .filter(it -> it.declares() && it.manager().equals(FieldManagers.FALLBACK))
                .map(Holder::fields)
                .findFirst()
                .orElse(OwnedFields.NONE);
    }

    private Outcome plan() {
        SortedMap<String, Map<String, Optional<String>>> remembered = new TreeMap<>();
        scene.on().forEach((upstream, wanted) -> remember(upstream, wanted, remembered));
        Map<String, String> values = values(remembered);
        boolean same = remembered.equals(memory) && valuesHold(values);
        if (same) {
            boolean release = remembered.isEmpty() && !ours.isEmpty();
            return new Outcome(Optional.empty(), false, release, refusals);
        }
        if (!scene.mayRollOut()) {
            return new Outcome(Optional.empty(), true, false, refusals);
        }
        return new Outcome(Optional.of(change(remembered, values)), false, false, refusals);
    }

    private void remember(
            String upstream,
            Map<String, String> wanted,
            Map<String, Map<String, Optional<String>>> remembered) {
        Map<String, Optional<String>> before =
                new TreeMap<>(Optional.ofNullable(memory.get(upstream)).orElse(Map.of()));
        for (Map.Entry<String, String> variable : wanted.entrySet()) {
            String name = variable.getKey();
            if (before.containsKey(name)) {
                continue;
            }
            Optional<String> refusal = refusal(name, variable.getValue());
            if (refusal.isPresent()) {
                refusals.put(upstream, refusal.get());
                return;
            }
            before.put(name, Optional.ofNullable(live.get(name)).map(EnvironmentSwitch::text));
        }
        remembered.put(upstream, before);
    }

    private static String text(EnvVar variable) {
        return Optional.ofNullable(variable.getValue()).orElse("");
    }

    private Optional<String> refusal(String name, String value) {
        EnvVar present = live.get(name);
        if (present == null) {
            return Optional.empty();
        }
        if (present.getValueFrom() != null) {
            return Optional.of(
                    "Variable %s takes its value from elsewhere, which is never changed: give it a plain value, or name another."
                            .formatted(name));
        }
        Claim claim = scene.ownership().claim(workload, new Fix(path(name), value, true));
        force |= claim.byForce();
        return claim.granted()
                ? Optional.empty()
                : Optional.of(
                        "Variable %s is held by %s: take it out of what that manager applies, or set onConflict: TakeOver."
                                .formatted(name, claim.owner().orElse("another manager")));
    }

    /** Every variable that is to be held: those of fallbacks that are on, and what was put back. */
    private Map<String, String> values(Map<String, ? extends Map<String, ?>> remembered) {
        Map<String, String> values = new LinkedHashMap<>();
        live.values().stream()
                .filter(it -> isHeld(it.getName()))
                .forEach(it -> values.put(it.getName(), text(it)));
        memory.forEach(
                (upstream, before) -> {
                    if (!remembered.containsKey(upstream)) {
                        before.forEach((name, value) -> putBack(values, name, value));
                    }
                });
        remembered
                .keySet()
                .forEach(
                        upstream ->
                                Optional.ofNullable(scene.on().get(upstream))
                                        .orElseGet(TreeMap::new)
                                        .forEach(
                                                (name, value) ->
                                                        set(values, upstream, name, value)));
        return values;
    }

    /** What somebody else holds by now is theirs, also where they say the same. */
    private void putBack(Map<String, String> values, String name, Optional<String> before) {
        if (isHeld(name) && !isHeldByOthers(name)) {
            before.ifPresentOrElse(it -> values.put(name, it), () -> values.remove(name));
        }
    }

    private void set(Map<String, String> values, String upstream, String name, String value) {
        boolean taken =
                Optional.ofNullable(memory.get(upstream))
                        .filter(it -> it.containsKey(name))
                        .isPresent();
        if (!taken || isHeld(name)) {
            values.put(name, value);
        }
    }

    private boolean valuesHold(Map<String, String> values) {
        return values.entrySet().stream()
                .allMatch(
                        it ->
                                live.containsKey(it.getKey())
                                        && text(live.get(it.getKey())).equals(it.getValue()));
    }

    private EnvironmentChange change(
            SortedMap<String, Map<String, Optional<String>>> remembered,
            Map<String, String> values) {
        FieldTree fields = FieldTree.EMPTY;
        for (Map.Entry<String, String> variable : values.entrySet()) {
            fields = fields.with(path(variable.getKey()), variable.getValue());
        }
        return new EnvironmentChange(
                workload.metadata().getUid(),
                workload.metadata().getResourceVersion(),
                EnvironmentMemory.annotations(remembered),
                fields.root(),
                force);
    }

    private boolean isHeld(String name) {
        return ours.holds(path(name));
    }

    private boolean isHeldByOthers(String name) {
        return workload.holders().stream()
                .filter(it -> !it.manager().equals(FieldManagers.FALLBACK))
                .anyMatch(it -> it.fields().holds(path(name)));
    }

    private FieldPath path(String name) {
        return variables.entry("name", name).field("value");
    }
}
