package dev.connectivity.web.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus.State;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.view.PolicyView;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether the workload answers where traffic is sent. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "Whether the workload answers where traffic is sent.")
record WorkloadHealth(
        @Schema(description = "Of the Deployment.", examples = "storefront") String name,
        State status,
        @Schema(examples = "PortMismatch") String reason,
        @Schema(description = "Since when.") String since,
        @Schema(
                        description =
                                "Of requesting its readiness path where it speaks HTTP and the"
                                    + " policy declares one, else of connecting to its port; absent"
                                    + " before the first answer, and where not live.")
                Optional<Latency> latency) {

    static Optional<WorkloadHealth> of(PolicyView view) {
        return view.condition(ConditionType.WorkloadReachable)
                .filter(it -> !Reason.NotDeclared.name().equals(it.getReason()))
                .map(
                        it ->
                                new WorkloadHealth(
                                        view.workload(),
                                        state(it),
                                        it.getReason(),
                                        it.getLastTransitionTime(),
                                        view.workloadTrail().map(Latency::of)));
    }

    private static State state(Condition reachable) {
        return switch (reachable.getStatus()) {
            case "True" -> State.Up;
            case "False" -> State.Down;
            default -> State.Unknown;
        };
    }
}
