package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.ApplyResult.Applied;
import dev.connectivity.apply.Releaser;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.Plan;
import dev.connectivity.plan.Planner;
import dev.connectivity.testing.PlanFindings;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A storefront on a real API server, and the planner's changes to it. */
class StorefrontScene {

    static final String SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: storefront}
            spec:
              selector: {app: storefront}
              ports: [{name: http, port: 80, targetPort: 3000}, {name: metrics, port: 9090, targetPort: 9090}]
            """;
    static final String DEPLOYMENT =
            deployment(
                    """
                    env: [{name: PORT, value: "3000"}, {name: LOG, value: info}]
                    ports: [{name: http, containerPort: 3000}]
                    readinessProbe: {httpGet: {path: /ready, port: 3000}}
                    """);

    @RegisterExtension static final ApiServer API = new ApiServer();

    @TempDir static Path folder;

    KubernetesClient client;
    Kubectl kubectl;
    WorkloadApplier applier;
    Releaser releaser;
    String namespace;

    @BeforeEach
    void startInAnEmptyNamespace() {
        client = API.client();
        kubectl = new Kubectl(client.getConfiguration(), folder);
        applier = new WorkloadApplier(client);
        releaser = new Releaser(client);
        namespace = API.newNamespace();
    }

    /** The storefront's Deployment, with this in its one container. */
    static String deployment(String ofContainer) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: storefront}
        spec:
          selector: {matchLabels: {app: storefront}}
          template:
            metadata: {labels: {app: storefront}}
            spec:
              containers:
              - name: app
                image: storefront:1
        """
                + ofContainer.indent(8);
    }

    static Finding probePortIsWrong() {
        return PlanFindings.finding(
                Reason.ProbeInconsistent,
                PlanFindings.DEPLOYMENT,
                new Fix(
                        PlanFindings.path(
                                "spec.template.spec.containers[name=app].readinessProbe.httpGet.port"),
                        3001,
                        true));
    }

    static Change unforced(Change it) {
        return new Change(
                it.subject(),
                it.apiVersion(),
                it.uid(),
                it.resourceVersion(),
                it.fixes(),
                it.fields(),
                false,
                it.rollsOut());
    }

    RolloutStatus progressing() {
        return new RolloutStatus(
                deployment().getMetadata().getUid(),
                RolloutState.Progressing,
                "any",
                Situations.NOW.toString());
    }

    List<Change> fixes(Finding... findings) {
        return plan(OnConflict.Auto, findings).changes();
    }

    Plan plan(OnConflict onConflict, Finding... findings) {
        return new Planner().plan(scene(onConflict).with(findings).build());
    }

    /** What there is, at rest. */
    Situations scene(OnConflict onConflict) {
        Situations scene = Situations.aSituation().onConflict(onConflict);
        if (service() != null) {
            scene.service(service());
        }
        if (deployment() != null) {
            scene.deployment(deployment());
        }
        return scene.settled();
    }

    ApplyResult apply(List<Change> changes) {
        assertThat(changes).isNotEmpty();
        return changes.stream()
                .map(it -> applier.apply(namespace, it))
                .reduce((one, other) -> one instanceof Applied ? other : one)
                .orElseThrow();
    }

    void clientSideApply(String manifest) {
        kubectl.onFile(namespace, manifest, "apply");
    }

    void serverSideApply(String manager, String manifest) {
        kubectl.onFile(namespace, manifest, "apply", "--server-side", "--field-manager", manager);
    }

    Service service() {
        return client.services().inNamespace(namespace).withName("storefront").get();
    }

    int targetPort() {
        return service().getSpec().getPorts().getFirst().getTargetPort().getIntVal();
    }

    Deployment deployment() {
        return client.apps().deployments().inNamespace(namespace).withName("storefront").get();
    }

    Container container() {
        return deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    List<Integer> ports() {
        return container().getPorts().stream().map(ContainerPort::getContainerPort).toList();
    }

    List<String> managers() {
        return deployment().getMetadata().getManagedFields().stream()
                .map(ManagedFieldsEntry::getManager)
                .toList();
    }
}
