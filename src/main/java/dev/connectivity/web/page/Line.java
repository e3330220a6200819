package dev.connectivity.web.page;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackStatus;
import dev.connectivity.explain.Runbook;
import dev.connectivity.view.DependencyView;
import dev.connectivity.view.Health;
import dev.connectivity.view.PolicyView;
import dev.connectivity.view.Trail;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked: the workload's readiness, the database, an upstream.
 *
 * @param kind what it is, in a few words
 * @param since when its state last changed; empty where that is not told
 * @param why its reason and message, where something is wrong
 * @param circuit in words
 * @param fallback in words; empty where none is declared
 * @param switched whether circuit or fallback is other than usual
 */
public record Line(
        String id,
        String name,
        String kind,
        Health mark,
        String since,
        Optional<Why> why,
        String circuit,
        String fallback,
        boolean switched,
        Optional<Strip> strip,
        Optional<Phases> phases) {

    /**
     * A reason, and the sentence that goes with it.
     *
     * @param remedy what to do; empty where that is said already
     */
    public record Why(String reason, String message, List<Prose> remedy) {}

    static Optional<Line> workload(PolicyView view) {
        return view.workloadTrail()
                .map(
                        trail ->
                                new Line(
                                        "workload",
                                        view.workload(),
                                        "its pods",
                                        trail.attempts().getLast().succeeded()
                                                ? Health.Up
                                                : Health.Down,
                                        "",
                                        Optional.empty(),
                                        "",
                                        "",
                                        false,
                                        strip(Optional.of(trail)),
                                        phases(Optional.of(trail))));
    }

    /**
     * @param told the reason whose remedy is said already
     */
    static Line of(DependencyView dependency, String told, Instant now) {
        DependencyStatus status = dependency.status();
        Optional<FallbackStatus> switched =
                Optional.ofNullable(status.fallback())
                        .filter(it -> it.state() != FallbackState.Inactive);
        return new Line(
                dependency.id(),
                dependency.name(),
                kind(dependency),
                Picture.health(status.state()),
                Figures.time(status.since(), now),
                why(status, told),
                circuit(status.circuit()),
                dependency.fallback().map(it -> fallback(it, switched, now)).orElse(""),
                switched.isPresent() || status.circuit() != CircuitState.Closed,
                strip(dependency.trail()),
                phases(dependency.trail()));
    }

    /** What happens, for those who do not see the mark. */
    public String state() {
        return mark.name().toLowerCase(Locale.ROOT);
    }

    private static String kind(DependencyView dependency) {
        return dependency.address() + (dependency.required() ? ", required" : ", optional");
    }

    private static Optional<Why> why(DependencyStatus status, String told) {
        return status.state() == DependencyStatus.State.Up
                ? Optional.empty()
                : Optional.of(
                        new Why(
                                status.reason().name(),
                                Optional.ofNullable(status.message()).orElse(""),
                                status.reason().name().equals(told)
                                        ? List.of()
                                        : Prose.ofRemedy(Runbook.remedy(status.reason()))));
    }

    private static String circuit(CircuitState state) {
        return switch (state) {
            case Closed -> "circuit closed";
            case Open -> "circuit open";
            case HalfOpen -> "circuit half-open, being tried again";
        };
    }

    private static String fallback(String means, Optional<FallbackStatus> switched, Instant now) {
        return switched.map(
                        it ->
                                "fallback on since "
                                        + Figures.time(it.since(), now)
                                        + ": "
                                        + means
                                        + (it.state() == FallbackState.Held
                                                ? ", held since it was switched too often"
                                                : ""))
                .orElse("fallback off: " + means);
    }

    private static Optional<Strip> strip(Optional<Trail> trail) {
        return trail.map(it -> Strip.of(it.attempts()));
    }

    private static Optional<Phases> phases(Optional<Trail> trail) {
        return trail.filter(it -> !it.phases().isEmpty()).map(Phases::of);
    }

    static List<Line> all(PolicyView view) {
        String told = view.headline().map(PolicyView.Headline::reason).orElse("");
        return Stream.concat(
                        workload(view).stream(),
                        view.dependencies().stream().map(it -> of(it, told, view.now())))
                .toList();
    }
}
