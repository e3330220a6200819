package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.fallback.Fallbacks;
import dev.connectivity.fallback.Fallbacks.Trouble;
import dev.connectivity.fallback.OwnObject;
import dev.connectivity.fallback.Standing;
import dev.connectivity.fallback.Switch;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.FallbackMeters;
import dev.connectivity.plan.EnvironmentSwitch;
import dev.connectivity.policy.Fallback.Environment;
import dev.connectivity.policy.Upstream;
import dev.connectivity.status.Known;
import dev.connectivity.status.StatusBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Switches fallbacks. What is decided is in the status before it is done, and the finalizer before
 * both; what is done follows from what was decided and what is there, so that a pass that ended in
 * between is taken up by the next.
 */
@ApplicationScoped
class FallbackStage {

    /** A rollout that is in the way ends without an event that tells so. */
    private static final Duration WAITING = Duration.ofSeconds(2);

    private static final Duration REFUSED = Duration.ofMinutes(1);

    private final FallbackHands hands;
    private final StatusWriter statuses;
    private final FallbackMeters meters;
    private final OperatorConfig config;

    FallbackStage(
            FallbackHands hands,
            StatusWriter statuses,
            FallbackMeters meters,
            OperatorConfig config) {
        this.hands = hands;
        this.statuses = statuses;
        this.meters = meters;
        this.config = config;
    }

    Known follow(Pass pass, Sight sight, Known known) {
        if (sight.policy().suspended() || !concerns(pass, sight, known)) {
            return known;
        }
        FallbackScene scene = hands.prepare(pass, sight, config.enforce());
        Fallbacks decided = decide(scene, known, isHeld(sight));
        Known ahead = known.with(decided);
        if (isTurn(known, decided)) {
            if (decided.anyLeft()) {
                Finalizers.add(pass.context());
            }
            statuses.write(pass.resource(), StatusBuilder.build(ahead));
        }
        VariableSwitch.Result result = hands.carryOut(pass, sight, scene, decided);
        show(pass, sight, decided);
        return ahead.with(after(sight, decided, result, known.now()));
    }

    private void show(Pass pass, Sight sight, Fallbacks decided) {
        sight.policy().upstreams().stream()
                .map(Upstream::name)
                .forEach(
                        name ->
                                Optional.ofNullable(decided.standings().get(name))
                                        .ifPresentOrElse(
                                                it -> meters.stands(pass.uid(), name, it.state()),
                                                () -> meters.none(pass.uid(), name)));
    }

    private static Fallbacks after(
            Sight sight, Fallbacks decided, VariableSwitch.Result result, Instant now) {
        if (result.refusal().isPresent()) {
            List<Trouble> refused =
                    sight.policy().upstreams().stream()
                            .filter(FallbackStage::isOfVariables)
                            .map(
                                    it ->
                                            new Trouble(
                                                    it.name(),
                                                    Reason.FallbackUnavailable,
                                                    "The API server refused to set the variables: "
                                                            + result.refusal().get()))
                            .toList();
            return decided.withMore(refused).againBy(now.plus(REFUSED));
        }
        return result.waits() ? decided.againBy(now.plus(WAITING)) : decided;
    }

    private static boolean isOfVariables(Upstream upstream) {
        return upstream.fallback().filter(it -> it.means() instanceof Environment).isPresent();
    }

    /**
     * Also where none is declared any longer: what was made is to be taken back, which may take
     * longer than the status remembers.
     */
    private static boolean concerns(Pass pass, Sight sight, Known known) {
        return sight.policy().upstreams().stream().anyMatch(it -> it.fallback().isPresent())
                || !remembered(known).isEmpty()
                || pass.mayHaveForgotten()
                || isHeld(sight)
                || sight.services().stream().anyMatch(it -> OwnObject.isOf(pass.uid(), it));
    }

    private static boolean isHeld(Sight sight) {
        return sight.deployment().filter(EnvironmentSwitch::isHeld).isPresent();
    }

    private static Fallbacks decide(FallbackScene scene, Known known, boolean held) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        List<Trouble> troubles = new ArrayList<>();
        List<Instant> again = new ArrayList<>();
        for (Upstream upstream : scene.policy().upstreams()) {
            if (upstream.fallback().isEmpty()) {
                continue;
            }
            Optional<String> obstacle =
                    scene.mayMake() ? scene.obstacle(upstream) : Optional.empty();
            boolean lost = obstacle.isPresent() && !scene.isOn(upstream);
            Optional<Standing> before =
                    before(scene, upstream, known).map(it -> lost ? it.lost(known.now()) : it);
            Switch.Decision decision =
                    Switch.decide(
                            upstream.fallback().get(),
                            before,
                            Optional.ofNullable(known.upstreams().get(upstream.name()))
                                    .orElseGet(() -> Verdict.unknown(known.now()))
                                    .told(),
                            scene.mayMake() && obstacle.isEmpty(),
                            known.now());
            standings.put(upstream.name(), decision.standing());
            decision.again().ifPresent(again::add);
            obstacle.ifPresent(
                    it ->
                            troubles.add(
                                    new Trouble(upstream.name(), Reason.FallbackUnavailable, it)));
            held(upstream, decision).ifPresent(troubles::add);
        }
        return new Fallbacks(standings, troubles, again.stream().min(Instant::compareTo), held);
    }

    /** Where no status remembers it, what the cluster shows. */
    private static Optional<Standing> before(FallbackScene scene, Upstream upstream, Known known) {
        return Optional.ofNullable(remembered(known).get(upstream.name()))
                .or(
                        () ->
                                scene.isOn(upstream)
                                        ? Optional.of(
                                                new Standing(
                                                        FallbackState.Active,
                                                        known.now(),
                                                        List.of()))
                                        : Optional.empty());
    }

    private static Optional<Trouble> held(Upstream upstream, Switch.Decision decision) {
        return decision.standing().state() == FallbackState.Held
                ? Optional.of(
                        new Trouble(
                                upstream.name(),
                                Reason.FallbackHeld,
                                "The upstream answers again, and its fallback was switched %d times within an hour, so it stays on: see why the upstream comes and goes, or raise maxSwitchesPerHour."
                                        .formatted(decision.standing().switches().size())))
                : Optional.empty();
    }

    private static boolean isTurn(Known known, Fallbacks decided) {
        Map<String, Standing> before = remembered(known);
        return decided.standings().entrySet().stream()
                .anyMatch(
                        now ->
                                now.getValue().isOn()
                                        != Optional.ofNullable(before.get(now.getKey()))
                                                .filter(Standing::isOn)
                                                .isPresent());
    }

    private static Map<String, Standing> remembered(Known known) {
        Map<String, Standing> standings = new HashMap<>();
        known.before().map(ConnectivityPolicyStatus::upstreams).stream()
                .flatMap(List::stream)
                .forEach(
                        upstream ->
                                Optional.ofNullable(upstream.fallback())
                                        .flatMap(Standing::of)
                                        .ifPresent(it -> standings.put(upstream.name(), it)));
        return standings;
    }
}
