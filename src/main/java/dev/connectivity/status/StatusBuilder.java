package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus.State;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Summary;
import dev.connectivity.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole status from all that is known. Equal input gives equal output, and the same again from
 * its own output as {@code before}: so it is written only when it tells something new.
 */
public final class StatusBuilder {

    private static final Summary NOTHING = new Summary(null, null, null, null);

    private StatusBuilder() {}

    public static ConnectivityPolicyStatus build(Known known) {
        boolean suspended =
                known.refusal().isEmpty() && known.policy().filter(Policy::suspended).isPresent();
        return suspended ? Suspension.carryOver(known) : anew(known);
    }

    private static ConnectivityPolicyStatus anew(Known known) {
        List<DependencyStatus> upstreams = Dependencies.upstreams(known);
        Optional<DependencyStatus> database = Dependencies.databaseStatus(known);
        Map<ConditionType, Claim> claims = ConditionTable.decide(known);
        return new ConnectivityPolicyStatus(
                known.generation(),
                Conditions.show(claims, known),
                orAbsent(upstreams),
                database.orElse(null),
                orAbsent(Findings.show(known)),
                known.rollout().orElse(null),
                orAbsent(ObjectivesCondition.show(known)),
                Incidents.last(known).orElse(null),
                summary(known, upstreams, database));
    }

    /**
     * Absent rather than empty: the API server makes null of an object whose last field an apply
     * removes, and then refuses it.
     */
    private static @Nullable Summary summary(
            Known known, List<DependencyStatus> upstreams, Optional<DependencyStatus> database) {
        long up = upstreams.stream().filter(one -> one.state() == State.Up).count();
        List<String> broken = Dependencies.broken(known);
        Summary summary =
                new Summary(
                        upstreams.isEmpty() ? null : up + "/" + upstreams.size(),
                        database.map(StatusBuilder::inAWord).orElse(null),
                        broken.isEmpty() ? null : String.join(",", broken),
                        Findings.headline(known).orElse(null));
        return summary.equals(NOTHING) ? null : summary;
    }

    private static String inAWord(DependencyStatus database) {
        return database.state() == State.Unknown
                ? database.reason().name()
                : database.state().name();
    }

    private static <T> @Nullable List<T> orAbsent(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
