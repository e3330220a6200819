package dev.connectivity.view;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.WorkloadSpec;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Recall;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.objective.PolicyReadings;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Fallback;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.view.DependencyView.Kind;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a view together. */
final class Composer {

    private Composer() {}

    static PolicyView compose(Seen seen) {
        Optional<ConnectivityPolicySpec> spec = Optional.ofNullable(seen.resource().getSpec());
        Optional<ConnectivityPolicyStatus> status =
                Optional.ofNullable(seen.resource().getStatus());
        Told told = Told.of(status);
        boolean suspended =
                spec.map(ConnectivityPolicySpec::suspended)
                        .filter(Boolean::booleanValue)
                        .isPresent();
        return new PolicyView(
                seen.resource().getMetadata().getNamespace(),
                seen.resource().getMetadata().getName(),
                spec.map(ConnectivityPolicySpec::workload).map(WorkloadSpec::name).orElse(""),
                spec.map(ConnectivityPolicySpec::mode).orElse(Mode.Observe),
                suspended,
                suspended ? Health.Unknown : told.health(),
                told.headline(),
                seen.traffic(),
                trail(seen, Outages.WORKLOAD),
                dependencies(seen, told),
                told.findings(),
                told.conditions(),
                seen.readings().map(PolicyReadings::readings).orElse(List.of()).stream()
                        .map(BudgetView::of)
                        .toList(),
                incidents(seen, status),
                changed(told.conditions()),
                seen.now());
    }

    private static Optional<Trail> trail(Seen seen, String id) {
        return Trail.of(seen.attempts().getOrDefault(id, Recall.Copy.NONE));
    }

    /** Those that the policy declares and the status tells of. */
    private static List<DependencyView> dependencies(Seen seen, Told told) {
        Optional<DependencyView> database =
                seen.policy()
                        .flatMap(Policy::database)
                        .flatMap(
                                declared ->
                                        told.database().map(it -> database(seen, declared, it)));
        Stream<DependencyView> upstreams =
                seen.policy().stream()
                        .flatMap(it -> it.upstreams().stream())
                        .flatMap(
                                declared ->
                                        told.upstream(declared.name()).stream()
                                                .map(it -> upstream(seen, declared, it)));
        return Stream.concat(database.stream(), upstreams).toList();
    }

    private static DependencyView database(Seen seen, Database declared, DependencyStatus status) {
        return new DependencyView(
                Restored.DATABASE,
                Restored.DATABASE,
                Kind.Database,
                declared.engine().name(),
                true,
                status,
                Optional.empty(),
                trail(seen, Restored.DATABASE));
    }

    private static DependencyView upstream(Seen seen, Upstream declared, DependencyStatus status) {
        String id = Restored.upstream(declared.name());
        return new DependencyView(
                id,
                declared.name(),
                Kind.Upstream,
                address(declared),
                declared.required(),
                status,
                declared.fallback().map(Fallback::means).map(Composer::words),
                trail(seen, id));
    }

    /** Path and query may hold what is nobody else's business. */
    private static String address(Upstream upstream) {
        return upstream.url().getScheme() + "://" + upstream.url().getRawAuthority();
    }

    private static String words(Fallback.Means means) {
        return switch (means) {
            case Fallback.Flag flag -> "flag " + flag.key();
            case Fallback.Alias alias ->
                    "Service %s:%d".formatted(alias.standIn().name(), alias.standIn().port());
            case Fallback.Environment environment ->
                    "variables " + String.join(", ", environment.variables().keySet());
        };
    }

    /** Those since the process began, and the one that the status remembers from before. */
    private static List<IncidentView> incidents(
            Seen seen, Optional<ConnectivityPolicyStatus> status) {
        Map<String, IncidentView> byLoss = new LinkedHashMap<>();
        status.map(ConnectivityPolicyStatus::lastIncident)
                .map(IncidentView::of)
                .ifPresent(it -> byLoss.put(key(it), it));
        seen.losses().stream().map(IncidentView::of).forEach(it -> byLoss.put(key(it), it));
        return byLoss.values().stream()
                .sorted(Comparator.comparing(IncidentView::began).reversed())
                .toList();
    }

    private static String key(IncidentView incident) {
        return incident.dependency() + " " + incident.began();
    }

    private static Optional<Instant> changed(List<Condition> conditions) {
        return conditions.stream()
                .map(Condition::getLastTransitionTime)
                .flatMap(it -> instant(it).stream())
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
