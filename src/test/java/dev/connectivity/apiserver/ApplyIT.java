package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.ApplyResult.Applied;
import dev.connectivity.apply.ApplyResult.Conflict;
import dev.connectivity.apply.ApplyResult.Conflict.HeldField;
import dev.connectivity.apply.ApplyResult.Rejected;
import dev.connectivity.apply.ApplyResult.Stale;
import dev.connectivity.apply.Releaser;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.FieldManagers;
import dev.connectivity.plan.Plan;
import dev.connectivity.plan.Planner;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What owning fields comes to on a real API server; each change is the planner's own. */
class ApplyIT {

    private static final String SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: storefront}
            spec:
              selector: {app: storefront}
              ports: [{name: http, port: 80, targetPort: 3000}, {name: metrics, port: 9090, targetPort: 9090}]
            """;
    private static final String DEPLOYMENT =
            """
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
                    env: [{name: PORT, value: "3000"}, {name: LOG, value: info}]
                    ports: [{name: http, containerPort: 3000}]
                    readinessProbe: {httpGet: {path: /ready, port: 3000}}
            """;

    @RegisterExtension static final ApiServer API = new ApiServer();

    @TempDir static Path folder;

    private KubernetesClient client;
    private Kubectl kubectl;
    private WorkloadApplier applier;
    private Releaser releaser;
    private String namespace;

    @BeforeEach
    void startInAnEmptyNamespace() {
        client = API.client();
        kubectl = new Kubectl(client.getConfiguration(), folder);
        applier = new WorkloadApplier(client);
        releaser = new Releaser(client);
        namespace = API.newNamespace();
    }

    @Test
    void autoTakesWhatKubectlApplyWroteAndItsNextApplyIsNotRefused() {
        clientSideApply(SERVICE);
        assertThat(apply(fixes(Situations.targetPortIsWrong()))).isInstanceOf(Applied.class);
        assertThat(targetPort()).isEqualTo(3001);
        clientSideApply(SERVICE);
        assertThat(targetPort()).isEqualTo(3000);
    }

    @Test
    void aServerSideUserKeepsTheirFieldsAndIsNotRefusedAfterwards() {
        serverSideApply("ci", SERVICE);
        Plan plan = plan(OnConflict.Auto, Situations.targetPortIsWrong());
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.rulings())
                .singleElement()
                .returns(Decision.Conflict, Ruling::decision)
                .satisfies(it -> assertThat(it.owner()).contains("ci"));
        serverSideApply("ci", SERVICE);
    }

    @Test
    void aServerSideUserIsNotRefusedForWhatNobodyHeld() {
        serverSideApply("ci", DEPLOYMENT);
        assertThat(apply(fixes(Situations.ownPortIsMissing()))).isInstanceOf(Applied.class);
        serverSideApply("ci", DEPLOYMENT);
        assertThat(ports()).containsExactlyInAnyOrder(3000, 3001);
    }

    @Test
    void withoutForceTheRefusalNamesManagerAndField() {
        serverSideApply("ci", SERVICE);
        Change forced = plan(OnConflict.TakeOver, Situations.targetPortIsWrong()).changes().getFirst();
        assertThat(applier.apply(namespace, unforced(forced)))
                .isEqualTo(new Conflict(
                        List.of(new HeldField("ci", ".spec.ports[port=80,protocol=\"TCP\"].targetPort"))));
        assertThat(applier.apply(namespace, forced)).isInstanceOf(Applied.class);
        assertThat(targetPort()).isEqualTo(3001);
    }

    @Test
    void theOtherPortsOfAServiceStayAsTheyAre() {
        clientSideApply(SERVICE);
        apply(fixes(Situations.targetPortIsWrong()));
        assertThat(service().getSpec().getPorts().get(1).getTargetPort().getIntVal()).isEqualTo(9090);
        assertThat(service().getSpec().getPorts().getFirst().getName()).isEqualTo("http");
    }

    @Test
    void variableProbeAndOwnPortChangeInOneApply() {
        clientSideApply(DEPLOYMENT);
        List<Change> changes = fixes(Situations.portVariableIsWrong(), Situations.ownPortIsMissing(), probePortIsWrong());
        assertThat(changes).hasSize(1);
        assertThat(apply(changes)).isInstanceOf(Applied.class);
        assertThat(container().getEnv()).extracting(EnvVar::getValue).containsExactly("3001", "info");
        assertThat(container().getReadinessProbe().getHttpGet().getPort().getIntVal()).isEqualTo(3001);
        assertThat(container().getReadinessProbe().getHttpGet().getPath()).isEqualTo("/ready");
        assertThat(ports()).containsExactlyInAnyOrder(3000, 3001);
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void theSameApplyAgainWritesNothing() {
        clientSideApply(DEPLOYMENT);
        List<Change> changes = fixes(Situations.portVariableIsWrong(), Situations.ownPortIsMissing());
        apply(changes);
        String version = deployment().getMetadata().getResourceVersion();
        assertThat(applier.apply(namespace, unforced(changes.getFirst()))).isInstanceOf(Applied.class);
        assertThat(deployment().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void whatIsHeldSurvivesALaterFix() {
        clientSideApply(DEPLOYMENT);
        apply(fixes(Situations.portVariableIsWrong(), Situations.ownPortIsMissing()));
        assertThat(apply(fixes(probePortIsWrong()))).isInstanceOf(Applied.class);
        assertThat(container().getEnv()).extracting(EnvVar::getValue).containsExactly("3001", "info");
        assertThat(ports()).containsExactlyInAnyOrder(3000, 3001);
    }

    @Test
    void aDryRunLeavesNothingBehind() {
        clientSideApply(SERVICE);
        String version = service().getMetadata().getResourceVersion();
        assertThat(applier.dryRun(namespace, fixes(Situations.targetPortIsWrong()).getFirst()))
                .isInstanceOf(Applied.class);
        assertThat(service().getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(targetPort()).isEqualTo(3000);
    }

    @Test
    void aValueThatValidationRefusesIsRejectedWithItsMessage() {
        clientSideApply(SERVICE);
        Finding beyond = Situations.finding(
                Situations.targetPortIsWrong().reason(),
                Situations.SERVICE,
                new Fix(Situations.TARGET_PORT, 70000, true));
        assertThat(applier.dryRun(namespace, fixes(beyond).getFirst()))
                .isInstanceOfSatisfying(Rejected.class, it -> assertThat(it.message())
                        .contains("70000", "between 1 and 65535")
                        .hasSizeLessThanOrEqualTo(300));
    }

    @Test
    void aFieldThatTheSchemaDoesNotKnowIsRejected() {
        clientSideApply(SERVICE);
        Finding unknown = Situations.finding(
                Reason.PortMismatch,
                Situations.SERVICE,
                new Fix(Situations.path("spec.ports[port=80,protocol=TCP].targetPorts"), 3001, true));
        Change change = fixes(unknown).getFirst();
        // It is answered with status 500, which the client repeats for 20 s by default.
        var impatient = new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0).build();
        try (KubernetesClient once = new KubernetesClientBuilder().withConfig(impatient).build()) {
            assertThat(new WorkloadApplier(once).apply(namespace, change))
                    .isInstanceOfSatisfying(Rejected.class, it -> assertThat(it.message()).contains("targetPorts"));
        }
    }

    @Test
    void anObjectThatIsGoneOrWasMadeAnewIsStale() {
        clientSideApply(DEPLOYMENT);
        Change unforced = fixes(Situations.ownPortIsMissing()).getFirst();
        Change forced = fixes(Situations.portVariableIsWrong()).getFirst();
        assertThat(unforced.force()).isFalse();
        assertThat(forced.force()).isTrue();
        client.apps().deployments().inNamespace(namespace).withName("storefront").delete();
        assertThat(applier.apply(namespace, unforced)).isInstanceOf(Stale.class);
        assertThat(applier.apply(namespace, forced)).isInstanceOf(Stale.class);
        assertThat(deployment()).isNull();
        clientSideApply(DEPLOYMENT);
        assertThat(applier.apply(namespace, unforced)).isInstanceOf(Stale.class);
        assertThat(applier.apply(namespace, forced)).isInstanceOf(Stale.class);
        assertThat(ports()).containsExactly(3000);
    }

    @Test
    void whatChangedSinceItsOwnersWereJudgedIsNotTaken() {
        clientSideApply(SERVICE);
        Change change = fixes(Situations.targetPortIsWrong()).getFirst();
        assertThat(change.force()).isTrue();
        serverSideApply("ci", SERVICE);
        assertThat(applier.apply(namespace, change)).isInstanceOf(Stale.class);
        assertThat(targetPort()).isEqualTo(3000);
    }

    @Test
    void releaseKeepsValuesAndGeneration() {
        clientSideApply(DEPLOYMENT);
        apply(fixes(Situations.portVariableIsWrong(), Situations.ownPortIsMissing()));
        Deployment before = deployment();
        releaser.release(namespace, Situations.DEPLOYMENT);
        assertThat(managers()).doesNotContain(FieldManagers.ALIGNMENT).contains("kubectl-client-side-apply");
        assertThat(deployment().getSpec()).isEqualTo(before.getSpec());
        assertThat(deployment().getMetadata().getGeneration())
                .isEqualTo(before.getMetadata().getGeneration());
        releaser.release(namespace, Situations.DEPLOYMENT);
    }

    @Test
    void releaseOfTheLastManagerKeepsValues() {
        serverSideApply(FieldManagers.ALIGNMENT, SERVICE);
        releaser.release(namespace, Situations.SERVICE);
        assertThat(service().getMetadata().getManagedFields()).isEmpty();
        assertThat(targetPort()).isEqualTo(3000);
    }

    @Test
    void releaseOfAMissingObjectIsDone() {
        releaser.release(namespace, Situations.SERVICE);
        assertThat(client.services().inNamespace(namespace).list().getItems()).isEmpty();
    }

    @Test
    void aFailedRolloutGoesBackToThePreviousValuesWithoutOurEntry() {
        clientSideApply(DEPLOYMENT);
        Situations scene = Situations.aSituation().deployment(deployment()).replicaSet(1);
        apply(fixes(Situations.portVariableIsWrong(), Situations.ownPortIsMissing()));
        scene.deployment(deployment()).replicaSet(2).pastDeadline().rollout(progressing());
        Plan undo = new Planner().plan(scene.build());
        assertThat(undo.changes()).hasSize(1);
        assertThat(apply(undo.changes())).isInstanceOf(Applied.class);
        assertThat(container().getEnv()).extracting(EnvVar::getValue).containsExactly("3000", "info");
        assertThat(ports()).containsExactly(3000);
    }

    private static Finding probePortIsWrong() {
        return Situations.finding(
                Reason.ProbeInconsistent,
                Situations.DEPLOYMENT,
                new Fix(
                        Situations.path("spec.template.spec.containers[name=app].readinessProbe.httpGet.port"),
                        3001,
                        true));
    }

    private static Change unforced(Change it) {
        return new Change(
                it.subject(), it.apiVersion(), it.uid(), it.resourceVersion(), it.fixes(), it.fields(), false, it.rollsOut());
    }

    private RolloutStatus progressing() {
        return new RolloutStatus(
                deployment().getMetadata().getUid(), RolloutState.Progressing, "any", Situations.NOW.toString());
    }

    private List<Change> fixes(Finding... findings) {
        return plan(OnConflict.Auto, findings).changes();
    }

    private Plan plan(OnConflict onConflict, Finding... findings) {
        Situations scene = Situations.aSituation().onConflict(onConflict).with(findings);
        if (service() != null) {
            scene.service(service());
        }
        if (deployment() != null) {
            scene.deployment(deployment());
        }
        return new Planner().plan(scene.settled().build());
    }

    private ApplyResult apply(List<Change> changes) {
        assertThat(changes).isNotEmpty();
        return changes.stream()
                .map(it -> applier.apply(namespace, it))
                .reduce((one, other) -> one instanceof Applied ? other : one)
                .orElseThrow();
    }

    private void clientSideApply(String manifest) {
        kubectl.onFile(namespace, manifest, "apply");
    }

    private void serverSideApply(String manager, String manifest) {
        kubectl.onFile(namespace, manifest, "apply", "--server-side", "--field-manager", manager);
    }

    private Service service() {
        return client.services().inNamespace(namespace).withName("storefront").get();
    }

    private int targetPort() {
        return service().getSpec().getPorts().getFirst().getTargetPort().getIntVal();
    }

    private Deployment deployment() {
        return client.apps().deployments().inNamespace(namespace).withName("storefront").get();
    }

    private Container container() {
        return deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private List<Integer> ports() {
        return container().getPorts().stream().map(ContainerPort::getContainerPort).toList();
    }

    private List<String> managers() {
        return deployment().getMetadata().getManagedFields().stream().map(ManagedFieldsEntry::getManager).toList();
    }
}
