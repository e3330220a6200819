package dev.connectivity.plan;

import static dev.connectivity.testing.PlanFindings.ownPortIsMissing;
import static dev.connectivity.testing.PlanFindings.portVariableIsWrong;
import static dev.connectivity.testing.PlanFindings.status;
import static dev.connectivity.testing.Situations.NOW;
import static dev.connectivity.testing.Situations.aSituation;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.testing.Held;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import java.util.ArrayList;
import java.util.List;

/** The storefront at stages of a rollout of ours. */
final class RolloutScenes {

    private static final String CONTAINER = "spec.template.spec.containers[name=app]";

    private RolloutScenes() {}

    /** Before our change, revision 1; with it now. */
    static Situations fixed() {
        List<ContainerPort> ports = new ArrayList<>();
        return aSituation()
                .replicaSet(1)
                .portVariable("3001")
                .onContainer(
                        it -> {
                            ports.addAll(it.getPorts());
                            ports.add(
                                    new ContainerPortBuilder()
                                            .withContainerPort(3001)
                                            .withProtocol("TCP")
                                            .build());
                            it.setPorts(ports);
                        })
                .heldOnDeployment(
                        Held.applied(
                                FieldManagers.ALIGNMENT,
                                CONTAINER + ".name",
                                CONTAINER + ".env[name=PORT].name",
                                CONTAINER + ".env[name=PORT].value",
                                CONTAINER + ".ports[containerPort=3001,protocol=TCP].containerPort",
                                CONTAINER + ".ports[containerPort=3001,protocol=TCP].protocol"));
    }

    static Situations failed() {
        return fixed().replicaSet(2)
                .pastDeadline()
                .rollout(progressing())
                .before(status(portVariableIsWrong(), FindingState.applied));
    }

    /**
     * As the API server and the Deployment's controller leave it: the old ReplicaSet is the newest,
     * as revision 3.
     */
    static Situations undone() {
        RolloutStatus undone = plan(failed()).rollout().orElseThrow();
        return fixed().replicaSet(2)
                .portVariable("3000")
                .onContainer(it -> it.setPorts(it.getPorts().subList(0, 1)))
                .replicaSet(3)
                .heldOnDeployment(
                        Held.applied(
                                FieldManagers.ALIGNMENT,
                                CONTAINER + ".name",
                                CONTAINER + ".env[name=PORT].name",
                                CONTAINER + ".env[name=PORT].value"))
                .pastDeadline()
                .rollout(undone);
    }

    static RolloutStatus progressing() {
        return new RolloutStatus(
                "d-1", RolloutState.Progressing, template(aSituation()), NOW.toString());
    }

    static String template(Situations situation) {
        return plan(situation.with(ownPortIsMissing())).rollout().orElseThrow().template();
    }

    private static Plan plan(Situations situation) {
        return new Planner().plan(situation.build());
    }
}
