package dev.connectivity.view;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.explain.Runbook;
import dev.connectivity.view.PolicyView.Headline;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a status says as a whole. */
record Told(
        List<Condition> conditions,
        Optional<DependencyStatus> database,
        List<DependencyStatus> upstreams,
        List<FindingStatus> findings) {

    private static final String TRUE = "True";
    private static final String FALSE = "False";
    private static final String UNKNOWN = "Unknown";

    private static final List<ConditionType> REACH =
            List.of(
                    ConditionType.WorkloadReachable,
                    ConditionType.DatabaseReachable,
                    ConditionType.UpstreamsReachable);

    static Told of(Optional<ConnectivityPolicyStatus> status) {
        return new Told(
                list(status.map(ConnectivityPolicyStatus::conditions)),
                status.map(ConnectivityPolicyStatus::database),
                list(status.map(ConnectivityPolicyStatus::upstreams)),
                list(status.map(ConnectivityPolicyStatus::findings)));
    }

    private static <T> List<T> list(Optional<List<T>> maybe) {
        return maybe.orElse(List.of());
    }

    Health health() {
        if (with(REACH.stream(), FALSE).isPresent()) {
            return Health.Down;
        }
        if (wrong().isPresent() || down().isPresent()) {
            return Health.Degraded;
        }
        boolean known =
                with(Stream.of(ConditionType.Accepted), TRUE).isPresent()
                        && with(REACH.stream(), UNKNOWN).isEmpty();
        return known ? Health.Up : Health.Unknown;
    }

    /** What is wrong although all that is required answers. */
    private Optional<Condition> wrong() {
        return with(Stream.of(ConditionType.Stalled), TRUE)
                .or(
                        () ->
                                with(
                                        Stream.of(
                                                ConditionType.ResolvedRefs,
                                                ConditionType.Programmed),
                                        FALSE))
                .or(() -> with(Stream.of(ConditionType.Degraded), TRUE))
                .or(() -> with(Stream.of(ConditionType.ObjectivesMet), FALSE));
    }

    /** What made it so; of one that is up, what is proposed, if anything. */
    Optional<Headline> headline() {
        return with(Stream.of(ConditionType.Accepted), FALSE)
                .or(() -> with(REACH.stream(), FALSE))
                .or(this::wrong)
                .map(it -> headline(it.getReason(), it.getMessage()))
                .or(this::lost)
                .or(this::proposed)
                .or(
                        () ->
                                with(REACH.stream(), UNKNOWN)
                                        .map(it -> headline(it.getReason(), it.getMessage())));
    }

    private Optional<DependencyStatus> down() {
        return Stream.concat(database.stream(), upstreams.stream())
                .filter(it -> it.state() == DependencyStatus.State.Down)
                .findFirst();
    }

    private Optional<Headline> lost() {
        return down().map(
                        it ->
                                headline(
                                        it.reason().name(),
                                        Optional.ofNullable(it.message()).orElse(it.name())));
    }

    private Optional<Headline> proposed() {
        return findings.stream()
                .filter(it -> it.state() != FindingState.applied)
                .findFirst()
                .map(it -> headline(it.reason().name(), it.message()));
    }

    private static Headline headline(String reason, String message) {
        String remedy =
                Arrays.stream(Reason.values())
                        .filter(it -> it.name().equals(reason))
                        .findFirst()
                        .map(Runbook::remedy)
                        .orElse("");
        return new Headline(reason, message, remedy);
    }

    Optional<DependencyStatus> upstream(String name) {
        return upstreams.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** The first of these that is there with this status. */
    private Optional<Condition> with(Stream<ConditionType> types, String status) {
        return types.flatMap(
                        type -> conditions.stream().filter(it -> type.name().equals(it.getType())))
                .filter(it -> status.equals(it.getStatus()))
                .findFirst();
    }
}
