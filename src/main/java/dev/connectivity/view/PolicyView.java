package dev.connectivity.view;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.diagnose.Traffic;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One policy as a person looks at it. Texts are those of its status, so nothing of a Secret, a body
 * or a banner is among them.
 *
 * @param workload name of the Deployment
 * @param headline the most important thing to know, with its reason; empty of one that is up
 * @param traffic how requests get to the workload; empty without a listener, or on a standby
 * @param findings as in the status, the most important first
 * @param budgets in the order of dependencies and goals
 * @param incidents the latest first
 * @param changed when a condition last changed its status
 */
public record PolicyView(
        String namespace,
        String name,
        String workload,
        Mode mode,
        boolean suspended,
        Health health,
        Optional<Headline> headline,
        Optional<Traffic> traffic,
        Optional<Trail> workloadTrail,
        List<DependencyView> dependencies,
        List<FindingStatus> findings,
        List<Condition> conditions,
        List<BudgetView> budgets,
        List<IncidentView> incidents,
        Optional<Instant> changed,
        Instant now) {

    /** A reason, its message, and what to do about it; empty where that is nothing. */
    public record Headline(String reason, String message, String remedy) {}

    public static PolicyView of(Seen seen) {
        return Composer.compose(seen);
    }

    /** Whether nothing but time has passed between the two. */
    public boolean saysTheSameAs(PolicyView other) {
        return at(other.now).equals(other);
    }

    private PolicyView at(Instant moment) {
        return new PolicyView(
                namespace,
                name,
                workload,
                mode,
                suspended,
                health,
                headline,
                traffic,
                workloadTrail,
                dependencies,
                findings,
                conditions,
                budgets,
                incidents,
                changed,
                moment);
    }

    public Optional<Condition> condition(ConditionType type) {
        return conditions.stream().filter(it -> type.name().equals(it.getType())).findFirst();
    }
}
