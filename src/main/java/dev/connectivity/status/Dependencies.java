package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus.State;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackStatus;
import dev.connectivity.fallback.Standing;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Verdicts of what the policy declares, and how a status shows them. */
final class Dependencies {

    private Dependencies() {}

    /** What is told of an upstream, nothing where it was not asked yet. */
    static Verdict upstream(Known known, String name) {
        return Optional.ofNullable(known.upstreams().get(name))
                .orElseGet(() -> Verdict.unknown(known.now()))
                .told();
    }

    static Verdict database(Known known) {
        return known.database().orElseGet(() -> Verdict.unknown(known.now())).told();
    }

    /** Of each declared upstream, in the policy's order. */
    static List<DependencyStatus> upstreams(Known known) {
        return declaredUpstreams(known)
                .map(
                        upstream ->
                                show(
                                        upstream.name(),
                                        upstream(known, upstream.name()),
                                        shownBefore(known, upstream.name()),
                                        known))
                .toList();
    }

    static Optional<DependencyStatus> databaseStatus(Known known) {
        return known.policy()
                .flatMap(Policy::database)
                .map(
                        database ->
                                show(
                                        Restored.DATABASE,
                                        database(known),
                                        known.before().map(ConnectivityPolicyStatus::database),
                                        known));
    }

    /** What is told of each that is declared, the database first, by {@link Restored}'s names. */
    static Map<String, Verdict> byName(Known known) {
        Map<String, Verdict> told = new LinkedHashMap<>();
        known.policy()
                .flatMap(Policy::database)
                .ifPresent(declared -> told.put(Restored.DATABASE, database(known)));
        declaredUpstreams(known)
                .forEach(
                        upstream ->
                                told.put(
                                        Restored.upstream(upstream.name()),
                                        upstream(known, upstream.name())));
        return told;
    }

    /**
     * Names of those whose circuit is not closed; one on trial counts, or a circuit that flaps
     * would be told each time.
     */
    static List<String> broken(Known known) {
        Stream<String> database =
                known
                        .policy()
                        .flatMap(Policy::database)
                        .filter(declared -> database(known).circuit() != Circuit.Closed)
                        .map(declared -> Restored.DATABASE)
                        .stream();
        Stream<String> upstreams =
                declaredUpstreams(known)
                        .map(Upstream::name)
                        .filter(name -> upstream(known, name).circuit() != Circuit.Closed);
        return Stream.concat(database, upstreams).toList();
    }

    private static Stream<Upstream> declaredUpstreams(Known known) {
        return known.policy().stream().flatMap(policy -> policy.upstreams().stream());
    }

    /** One that was not asked yet has no time of its own: it keeps the one that was shown. */
    private static DependencyStatus show(
            String name, Verdict verdict, Optional<DependencyStatus> before, Known known) {
        String since =
                before.filter(shown -> verdict.since().equals(known.now()))
                        .filter(shown -> shown.state().name().equals(verdict.state().name()))
                        .map(DependencyStatus::since)
                        .orElseGet(() -> Times.rfc3339(verdict.since()));
        return new DependencyStatus(
                name,
                State.valueOf(verdict.state().name()),
                CircuitState.valueOf(verdict.circuit().name()),
                verdict.reason(),
                verdict.detail().isEmpty() ? null : verdict.detail(),
                since,
                verdict.state() == Verdict.State.Down
                        ? verdict.common().map(Common::display).orElse(null)
                        : null,
                Optional.ofNullable(known.fallbacks().standings().get(name))
                        .map(Dependencies::show)
                        .orElse(null));
    }

    private static FallbackStatus show(Standing standing) {
        List<String> switches = standing.switches().stream().map(Times::rfc3339).toList();
        return new FallbackStatus(
                standing.state(),
                Times.rfc3339(standing.since()),
                switches.isEmpty() ? null : switches);
    }

    private static Optional<DependencyStatus> shownBefore(Known known, String name) {
        return known.before()
                .flatMap(before -> Optional.ofNullable(before.upstreams()))
                .flatMap(
                        shown -> shown.stream().filter(one -> one.name().equals(name)).findFirst());
    }
}
