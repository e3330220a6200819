package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Fallback.Environment;
import dev.connectivity.policy.Fallback.Flag;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.reconcile.FlagSwitch.Flags;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is of a policy's fallbacks, as it was when its pass began.
 *
 * @param variables by upstream, why variables could not be set
 * @param on names of the upstreams whose variables are set
 */
record FallbackScene(
        Policy policy,
        boolean enforce,
        Flags flags,
        List<AliasView> aliases,
        Map<String, String> variables,
        List<String> on) {

    /** Where nothing may be changed, nothing is switched on; what is on still goes off. */
    boolean mayMake() {
        return enforce && policy.mode() == Mode.Enforce;
    }

    /** Whether the stand-in has the upstream's place, as the cluster shows it. */
    boolean isOn(Upstream upstream) {
        return upstream.fallback()
                .filter(
                        it ->
                                switch (it.means()) {
                                    case Flag flag -> flags.isOn(flag);
                                    case Alias _ ->
                                            alias(upstream).filter(AliasView::isOn).isPresent();
                                    case Environment _ -> on.contains(upstream.name());
                                })
                .isPresent();
    }

    /** Why it cannot be switched on, and what to do. */
    Optional<String> obstacle(Upstream upstream) {
        return upstream.fallback()
                .flatMap(
                        it ->
                                switch (it.means()) {
                                    case Flag _ -> flags.obstacle(policy);
                                    case Alias _ -> alias(upstream).flatMap(AliasView::obstacle);
                                    case Environment _ ->
                                            Optional.ofNullable(variables.get(upstream.name()));
                                });
    }

    private Optional<AliasView> alias(Upstream upstream) {
        return aliases.stream()
                .filter(it -> it.upstream().name().equals(upstream.name()))
                .findFirst();
    }
}
