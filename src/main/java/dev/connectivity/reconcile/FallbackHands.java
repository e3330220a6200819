package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.apply.EventRecorder.Entry;
import dev.connectivity.fallback.Fallbacks;
import dev.connectivity.fallback.FlagMap;
import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Fallback.Environment;
import dev.connectivity.policy.Fallback.Flag;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes what fallbacks are switched by, switches them, and tells of each time that it did. */
@ApplicationScoped
class FallbackHands {

    private final FlagSwitch flags;
    private final AliasScout scout;
    private final AliasSwitch aliases;
    private final VariableSwitch variables;
    private final EventRecorder events;

    FallbackHands(
            FlagSwitch flags,
            AliasScout scout,
            AliasSwitch aliases,
            VariableSwitch variables,
            EventRecorder events) {
        this.flags = flags;
        this.scout = scout;
        this.aliases = aliases;
        this.variables = variables;
        this.events = events;
    }

    /** Flags off and Services to be are made before they are needed, so that a switch is short. */
    FallbackScene prepare(Pass pass, Sight sight, boolean enforce) {
        Policy policy = sight.policy();
        FallbackScene bare =
                new FallbackScene(
                        policy,
                        enforce,
                        FlagSwitch.Flags.NONE,
                        List.of(),
                        variables.obstacles(pass, sight),
                        policy.upstreams().stream()
                                .filter(it -> variables.isOn(sight, it))
                                .map(Upstream::name)
                                .toList());
        return new FallbackScene(
                policy,
                enforce,
                flags.look(policy, hadAny(pass), bare.mayMake()),
                scout.look(pass, sight).stream()
                        .map(it -> aliases.prepare(pass, policy, it, bare.mayMake()))
                        .toList(),
                bare.variables(),
                bare.on());
    }

    private static boolean hadAny(Pass pass) {
        return pass.mayHaveForgotten()
                || pass.status().map(ConnectivityPolicyStatus::upstreams).stream()
                        .flatMap(List::stream)
                        .anyMatch(it -> it.fallback() != null);
    }

    /** Switches; what became of the variables, whose change may have to wait or be refused. */
    VariableSwitch.Result carryOut(Pass pass, Sight sight, FallbackScene scene, Fallbacks decided) {
        Map<String, Boolean> on = new HashMap<>();
        decided.standings().forEach((name, standing) -> on.put(name, standing.isOn()));
        scene.aliases()
                .forEach(
                        it -> aliases.lead(pass, it, on.getOrDefault(it.upstream().name(), false)));
        boolean set = flags.set(scene.policy(), scene.flags(), on);
        VariableSwitch.Result result =
                variables.set(pass, sight, name -> on.getOrDefault(name, false));
        aliases.removeOthers(sight);
        scene.policy().upstreams().stream()
                .filter(it -> it.fallback().isPresent())
                .filter(it -> scene.isOn(it) != on.getOrDefault(it.name(), false))
                .filter(
                        it ->
                                result.equals(VariableSwitch.Result.DONE)
                                        || !(it.fallback().get().means() instanceof Environment))
                .forEach(
                        it ->
                                tell(
                                        pass.resource(),
                                        it,
                                        scene.policy(),
                                        on.getOrDefault(it.name(), false)));
        return set ? result : result.later();
    }

    private void tell(ConnectivityPolicy policy, Upstream upstream, Policy read, boolean on) {
        String what = what(upstream, read, on);
        events.record(
                policy,
                on
                        ? new Entry(
                                EventRecorder.Type.Warning,
                                Reason.FallbackActive,
                                "Switch",
                                "The circuit of %s is open: %s".formatted(upstream.name(), what))
                        : new Entry(
                                EventRecorder.Type.Normal,
                                Reason.Recovered,
                                "Switch",
                                "The fallback of %s is off again: %s"
                                        .formatted(upstream.name(), what)));
    }

    private static String what(Upstream upstream, Policy policy, boolean on) {
        return switch (upstream.fallback().orElseThrow().means()) {
            case Flag flag ->
                    "%s in ConfigMap %s is %s"
                            .formatted(flag.key(), FlagMap.name(policy.workload().name()), on);
            case Alias alias ->
                    "Service %s leads to %s"
                            .formatted(
                                    alias.name(),
                                    on ? "Service " + alias.standIn().name() : "the upstream");
            case Environment environment ->
                    "%s %s"
                            .formatted(
                                    String.join(", ", environment.variables().keySet()),
                                    on ? "set, by a rollout" : "as before, by a rollout");
        };
    }
}
