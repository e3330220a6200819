package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.plan.Situation;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A storefront that listens on 3001 where its manifests say 3000, complete and at rest, for a
 * planner to look at.
 */
public final class Situations {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Deployment deployment =
            Serialization.unmarshal(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: storefront, namespace: shop, uid: d-1, resourceVersion: "10", generation: 1}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: storefront}}
                      strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}
                      template:
                        metadata: {labels: {app: storefront}}
                        spec:
                          containers:
                          - name: app
                            image: storefront:1
                            env: [{name: PORT, value: "3000"}, {name: LOG, value: info}]
                            ports: [{name: http, containerPort: 3000, protocol: TCP}]
                    status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1}
                    """,
                    Deployment.class);
    private Service service =
            Serialization.unmarshal(
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: storefront, namespace: shop, uid: s-1, resourceVersion: "20"}
                    spec:
                      selector: {app: storefront}
                      ports: [{name: http, port: 80, protocol: TCP, targetPort: 3000}]
                    """,
                    Service.class);

    private final List<Finding> findings = new ArrayList<>();
    private final List<ReplicaSet> replicaSets = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<FindingStatus> before = new ArrayList<>();
    private Mode mode = Mode.Enforce;
    private OnConflict onConflict = OnConflict.Auto;
    private boolean suspended;
    private boolean enforce = true;
    private boolean slotFree = true;
    private boolean listens = true;
    private long observedGeneration = 1;
    private @Nullable Database database;
    private @Nullable RolloutStatus rollout;

    /** At rest, in Enforce, without findings; every field is held by {@code kubectl apply}. */
    public static Situations aSituation() {
        return new Situations()
                .heldOnService(
                        Held.updated(
                                "kubectl-client-side-apply",
                                "spec.selector",
                                "spec.ports[port=80,protocol=TCP].port",
                                "spec.ports[port=80,protocol=TCP].targetPort"))
                .heldOnDeployment(
                        Held.updated(
                                "kubectl-client-side-apply",
                                "spec.replicas",
                                "spec.template.spec.containers[name=app].image",
                                "spec.template.spec.containers[name=app].env[name=PORT].name",
                                "spec.template.spec.containers[name=app].env[name=PORT].value",
                                "spec.template.spec.containers[name=app].ports[containerPort=3000,protocol=TCP].containerPort"));
    }

    public Situations with(Finding... added) {
        findings.addAll(List.of(added));
        return this;
    }

    public Situations database(@Nullable Database declared) {
        database = declared;
        return this;
    }

    public Situations before(FindingStatus... added) {
        before.addAll(List.of(added));
        return this;
    }

    public Situations rollout(RolloutStatus last) {
        rollout = last;
        return this;
    }

    public Situations mode(Mode now) {
        mode = now;
        return this;
    }

    public Situations onConflict(OnConflict now) {
        onConflict = now;
        return this;
    }

    public Situations suspended() {
        suspended = true;
        return this;
    }

    public Situations switchedToObserve() {
        enforce = false;
        return this;
    }

    public Situations withoutFreeSlot() {
        slotFree = false;
        return this;
    }

    public Situations withoutListener() {
        listens = false;
        return this;
    }

    /** The policy's text became newer than the status. */
    public Situations policyEdited() {
        observedGeneration = 0;
        return this;
    }

    public Situations deployment(Deployment live) {
        deployment = live;
        return this;
    }

    public Situations service(Service live) {
        service = live;
        return this;
    }

    /** The rollout of the deployment ended well. */
    public Situations settled() {
        int replicas = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        return status(
                new DeploymentStatusBuilder()
                        .withReplicas(replicas)
                        .withUpdatedReplicas(replicas)
                        .withAvailableReplicas(replicas)
                        .build());
    }

    /** Its new pod runs, is not ready, and its time is up; the old one serves. */
    public Situations pastDeadline() {
        return status(
                new DeploymentStatusBuilder()
                        .withReplicas(2)
                        .withUpdatedReplicas(1)
                        .withAvailableReplicas(1)
                        .addNewCondition()
                        .withType("Progressing")
                        .withStatus("False")
                        .withReason("ProgressDeadlineExceeded")
                        .endCondition()
                        .build());
    }

    private Situations status(DeploymentStatus status) {
        status.setObservedGeneration(deployment.getMetadata().getGeneration());
        deployment.setStatus(status);
        return this;
    }

    public Situations onService(Consumer<Service> change) {
        change.accept(service);
        return this;
    }

    public Situations onDeployment(Consumer<Deployment> change) {
        change.accept(deployment);
        return this;
    }

    public Situations onContainer(Consumer<Container> change) {
        change.accept(deployment.getSpec().getTemplate().getSpec().getContainers().getFirst());
        return this;
    }

    /** Sets the variable {@code PORT} of the container. */
    public Situations portVariable(String value) {
        return onContainer(it -> it.getEnv().getFirst().setValue(value));
    }

    public Situations targetPort(int port) {
        service.getSpec().getPorts().getFirst().setTargetPort(new IntOrString(port));
        return this;
    }

    public Situations heldOnService(ManagedFieldsEntry... entries) {
        service.getMetadata().setManagedFields(List.of(entries));
        return this;
    }

    public Situations heldOnDeployment(ManagedFieldsEntry... entries) {
        deployment.getMetadata().setManagedFields(List.of(entries));
        return this;
    }

    /** A ReplicaSet with the deployment's template of now. */
    public Situations replicaSet(int revision) {
        ReplicaSet replicaSet =
                Serialization.unmarshal(
                        """
                        apiVersion: apps/v1
                        kind: ReplicaSet
                        metadata: {name: storefront-%1$d, uid: r-%1$d}
                        spec: {}
                        """
                                .formatted(revision),
                        ReplicaSet.class);
        replicaSet
                .getMetadata()
                .setAnnotations(Map.of("deployment.kubernetes.io/revision", "" + revision));
        replicaSet.getSpec().setTemplate(Serialization.clone(deployment.getSpec().getTemplate()));
        replicaSets.add(replicaSet);
        return this;
    }

    /** A pod of a ReplicaSet, its container's state as YAML. */
    public Situations pod(int revision, String state) {
        pods.add(
                Serialization.unmarshal(
                        """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: storefront-%1$d-x, ownerReferences: [{kind: ReplicaSet, name: r, uid: r-%1$d}]}
                        spec: {containers: [{name: app}]}
                        status: {containerStatuses: [{name: app, state: %2$s}]}
                        """
                                .formatted(revision, state),
                        Pod.class));
        return this;
    }

    public Situation build() {
        Listener listener = new Listener(3001, Protocol.HTTP, List.of(), List.of("PORT"));
        Policy policy =
                new StorefrontPolicy(
                                mode,
                                onConflict,
                                suspended,
                                Optional.of(listener).filter(it -> listens),
                                Optional.ofNullable(database))
                        .read();
        return new Situation(
                policy,
                new ConnectivityPolicy(),
                findings,
                deployment,
                replicaSets,
                pods,
                List.of(service),
                observedGeneration,
                before,
                Optional.ofNullable(rollout),
                DefaultRules.with(enforce, slotFree),
                NOW);
    }
}
