package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder;
import io.fabric8.kubernetes.api.model.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells in events, on the policy, what a status says that the one before did not. */
@ApplicationScoped
class Announcer {

    /** Dependencies have events of their own, and the others follow from these. */
    private static final Set<String> ANNOUNCED =
            Set.of(
                    ConditionType.Accepted.name(),
                    ConditionType.ResolvedRefs.name(),
                    ConditionType.Programmed.name(),
                    ConditionType.WorkloadReachable.name());

    private final EventRecorder events;

    Announcer(EventRecorder events) {
        this.events = events;
    }

    void announce(
            ConnectivityPolicy policy,
            Optional<ConnectivityPolicyStatus> before,
            ConnectivityPolicyStatus after) {
        conditions(Optional.of(after))
                .filter(condition -> ANNOUNCED.contains(condition.getType()))
                .filter(Announcer::tells)
                .filter(
                        condition ->
                                conditions(before)
                                        .noneMatch(former -> readsSame(former, condition)))
                .forEach(condition -> announce(policy, condition));
        if (isIn(before, RolloutState.Progressing)
                && isIn(Optional.of(after), RolloutState.Complete)) {
            events.record(
                    policy,
                    new EventRecorder.Entry(
                            EventRecorder.Type.Normal,
                            Reason.RolloutComplete,
                            "Rollout",
                            "The rollout of our change is complete."));
        }
        DependencyEvents.tell(before, after).forEach(entry -> events.record(policy, entry));
    }

    private static boolean isIn(Optional<ConnectivityPolicyStatus> status, RolloutState state) {
        return status.map(ConnectivityPolicyStatus::rollout)
                .filter(rollout -> rollout.state() == state)
                .isPresent();
    }

    private void announce(ConnectivityPolicy policy, Condition condition) {
        Reason reason = Reason.valueOf(condition.getReason());
        if (condition.getStatus().equals("False")) {
            events.record(
                    policy,
                    new EventRecorder.Entry(
                            EventRecorder.Type.Warning,
                            reason,
                            condition.getType(),
                            condition.getMessage()));
        } else {
            events.record(
                    policy,
                    new EventRecorder.Entry(
                            EventRecorder.Type.Normal,
                            reason,
                            condition.getType(),
                            condition.getMessage()));
        }
    }

    /** That something is not known yet is nothing to tell. */
    private static boolean tells(Condition condition) {
        return !condition.getStatus().equals("Unknown")
                || !condition.getReason().equals(Reason.Undetermined.name());
    }

    private static boolean readsSame(Condition one, Condition other) {
        return one.getType().equals(other.getType())
                && one.getStatus().equals(other.getStatus())
                && one.getReason().equals(other.getReason());
    }

    private static Stream<Condition> conditions(Optional<ConnectivityPolicyStatus> status) {
        return status.map(ConnectivityPolicyStatus::conditions).stream().flatMap(List::stream);
    }
}
