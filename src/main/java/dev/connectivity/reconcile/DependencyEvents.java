package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus.State;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.apply.EventRecorder.Entry;
import dev.connectivity.judge.Restored;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one status says of dependencies that the one before did not. Those that fail on something
 * together are not told one by one: what they fail on is, once.
 */
final class DependencyEvents {

    private static final String ACTION = "Probe";

    private DependencyEvents() {}

    static List<Entry> tell(
            Optional<ConnectivityPolicyStatus> before, ConnectivityPolicyStatus after) {
        Stream<Entry> turns =
                dependencies(Optional.of(after))
                        .flatMap(
                                now ->
                                        dependencies(before)
                                                .filter(then -> then.name().equals(now.name()))
                                                .limit(1)
                                                .flatMap(then -> turn(then, now, after).stream()));
        return Stream.of(causes(before, after), expiries(before, after), turns)
                .flatMap(it -> it)
                .toList();
    }

    private static Optional<Entry> turn(
            DependencyStatus then, DependencyStatus now, ConnectivityPolicyStatus after) {
        boolean lost = now.state() == State.Down && then.state() != State.Down;
        boolean found = now.state() == State.Up && then.state() == State.Down;
        if (lost && now.cause() == null) {
            String why = Optional.ofNullable(now.message()).orElse("");
            return warning(now.reason(), "%s is down: %s".formatted(now.name(), why));
        }
        return found && then.cause() == null
                ? normal(now.name() + " answers" + after(now.name(), after.lastIncident()))
                : Optional.empty();
    }

    private static String after(String name, @Nullable IncidentStatus last) {
        return Optional.ofNullable(last)
                .filter(
                        incident ->
                                incident.dependency().equals(name)
                                        || incident.dependency().equals(Restored.upstream(name)))
                .map(IncidentStatus::recoveredAfter)
                .map(" after %s"::formatted)
                .orElse("");
    }

    private static Stream<Entry> causes(
            Optional<ConnectivityPolicyStatus> before, ConnectivityPolicyStatus after) {
        Set<String> then = causes(before);
        Set<String> now = causes(Optional.of(after));
        Stream<Entry> begun =
                findings(Optional.of(after))
                        .filter(finding -> now.contains(finding.object()))
                        .filter(finding -> !then.contains(finding.object()))
                        .flatMap(finding -> warning(finding.reason(), finding.message()).stream());
        Stream<Entry> ended =
                then.stream()
                        .filter(cause -> !now.contains(cause))
                        .sorted()
                        .flatMap(cause -> normal(cause + " no longer fails many").stream());
        return Stream.concat(begun, ended);
    }

    private static Set<String> causes(Optional<ConnectivityPolicyStatus> status) {
        return dependencies(status)
                .map(DependencyStatus::cause)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Stream<Entry> expiries(
            Optional<ConnectivityPolicyStatus> before, ConnectivityPolicyStatus after) {
        return findings(Optional.of(after))
                .filter(finding -> finding.reason() == Reason.TLSCertificateExpiringSoon)
                .filter(finding -> findings(before).noneMatch(finding::equals))
                .flatMap(finding -> warning(finding.reason(), finding.message()).stream());
    }

    private static Optional<Entry> warning(Reason reason, String message) {
        return Optional.of(new Entry(EventRecorder.Type.Warning, reason, ACTION, message));
    }

    private static Optional<Entry> normal(String message) {
        return Optional.of(new Entry(EventRecorder.Type.Normal, Reason.Recovered, ACTION, message));
    }

    private static Stream<FindingStatus> findings(Optional<ConnectivityPolicyStatus> status) {
        return status.map(ConnectivityPolicyStatus::findings).stream().flatMap(List::stream);
    }

    private static Stream<DependencyStatus> dependencies(
            Optional<ConnectivityPolicyStatus> status) {
        return Stream.concat(
                status.map(ConnectivityPolicyStatus::upstreams).stream().flatMap(List::stream),
                status.map(ConnectivityPolicyStatus::database).stream());
    }
}
