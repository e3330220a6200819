package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult.Applied;
import dev.connectivity.apply.ApplyResult.Conflict;
import dev.connectivity.apply.ApplyResult.Conflict.HeldField;
import dev.connectivity.apply.ApplyResult.Rejected;
import dev.connectivity.apply.ApplyResult.Stale;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.Plan;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.PlanFindings;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What owning fields comes to on a real API server; each change is the planner's own. */
class ApplyIT extends StorefrontScene {

    @Test
    void autoTakesWhatKubectlApplyWroteAndItsNextApplyIsNotRefused() {
        clientSideApply(SERVICE);
        assertThat(apply(fixes(PlanFindings.targetPortIsWrong()))).isInstanceOf(Applied.class);
        assertThat(targetPort()).isEqualTo(3001);
        clientSideApply(SERVICE);
        assertThat(targetPort()).isEqualTo(3000);
    }

    @Test
    void aServerSideUserKeepsTheirFieldsAndIsNotRefusedAfterwards() {
        serverSideApply("ci", SERVICE);
        Plan plan = plan(OnConflict.Auto, PlanFindings.targetPortIsWrong());
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
        assertThat(apply(fixes(PlanFindings.ownPortIsMissing()))).isInstanceOf(Applied.class);
        serverSideApply("ci", DEPLOYMENT);
        assertThat(ports()).containsExactlyInAnyOrder(3000, 3001);
    }

    @Test
    void withoutForceTheRefusalNamesManagerAndField() {
        serverSideApply("ci", SERVICE);
        Change forced =
                plan(OnConflict.TakeOver, PlanFindings.targetPortIsWrong()).changes().getFirst();
        assertThat(applier.apply(namespace, unforced(forced)))
                .isEqualTo(
                        new Conflict(
                                List.of(
                                        new HeldField(
                                                "ci",
                                                ".spec.ports[port=80,protocol=\"TCP\"].targetPort"))));
        assertThat(applier.apply(namespace, forced)).isInstanceOf(Applied.class);
        assertThat(targetPort()).isEqualTo(3001);
    }

    @Test
    void theOtherPortsOfAServiceStayAsTheyAre() {
        clientSideApply(SERVICE);
        apply(fixes(PlanFindings.targetPortIsWrong()));
        assertThat(service().getSpec().getPorts().get(1).getTargetPort().getIntVal())
                .isEqualTo(9090);
        assertThat(service().getSpec().getPorts().getFirst().getName()).isEqualTo("http");
    }

    @Test
    void variableProbeAndOwnPortChangeInOneApply() {
        clientSideApply(DEPLOYMENT);
        List<Change> changes =
                fixes(
                        PlanFindings.portVariableIsWrong(),
                        PlanFindings.ownPortIsMissing(),
                        probePortIsWrong());
        assertThat(changes).hasSize(1);
        assertThat(apply(changes)).isInstanceOf(Applied.class);
        assertThat(container().getEnv())
                .extracting(EnvVar::getValue)
                .containsExactly("3001", "info");
        assertThat(container().getReadinessProbe().getHttpGet().getPort().getIntVal())
                .isEqualTo(3001);
        assertThat(container().getReadinessProbe().getHttpGet().getPath()).isEqualTo("/ready");
        assertThat(ports()).containsExactlyInAnyOrder(3000, 3001);
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void theSameApplyAgainWritesNothing() {
        clientSideApply(DEPLOYMENT);
        List<Change> changes =
                fixes(PlanFindings.portVariableIsWrong(), PlanFindings.ownPortIsMissing());
        apply(changes);
        String version = deployment().getMetadata().getResourceVersion();
        assertThat(applier.apply(namespace, unforced(changes.getFirst())))
                .isInstanceOf(Applied.class);
        assertThat(deployment().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void whatIsHeldSurvivesALaterFix() {
        clientSideApply(DEPLOYMENT);
        apply(fixes(PlanFindings.portVariableIsWrong(), PlanFindings.ownPortIsMissing()));
        assertThat(apply(fixes(probePortIsWrong()))).isInstanceOf(Applied.class);
        assertThat(container().getEnv())
                .extracting(EnvVar::getValue)
                .containsExactly("3001", "info");
        assertThat(ports()).containsExactlyInAnyOrder(3000, 3001);
    }

    @Test
    void aDryRunLeavesNothingBehind() {
        clientSideApply(SERVICE);
        String version = service().getMetadata().getResourceVersion();
        assertThat(applier.dryRun(namespace, fixes(PlanFindings.targetPortIsWrong()).getFirst()))
                .isInstanceOf(Applied.class);
        assertThat(service().getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(targetPort()).isEqualTo(3000);
    }

    @Test
    void aValueThatValidationRefusesIsRejectedWithItsMessage() {
        clientSideApply(SERVICE);
        Finding beyond =
                PlanFindings.finding(
                        PlanFindings.targetPortIsWrong().reason(),
                        PlanFindings.SERVICE,
                        new Fix(PlanFindings.TARGET_PORT, 70000, true));
        assertThat(applier.dryRun(namespace, fixes(beyond).getFirst()))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        it ->
                                assertThat(it.message())
                                        .contains("70000", "between 1 and 65535")
                                        .hasSizeLessThanOrEqualTo(300));
    }

    @Test
    void aFieldThatTheSchemaDoesNotKnowIsRejected() {
        clientSideApply(SERVICE);
        Finding unknown =
                PlanFindings.finding(
                        Reason.PortMismatch,
                        PlanFindings.SERVICE,
                        new Fix(
                                PlanFindings.path("spec.ports[port=80,protocol=TCP].targetPorts"),
                                3001,
                                true));
        Change change = fixes(unknown).getFirst();
        // It is answered with status 500, which the client repeats for 20 s by default.
        var impatient =
                new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build();
        try (KubernetesClient once = new KubernetesClientBuilder().withConfig(impatient).build()) {
            assertThat(new WorkloadApplier(once).apply(namespace, change))
                    .isInstanceOfSatisfying(
                            Rejected.class, it -> assertThat(it.message()).contains("targetPorts"));
        }
    }

    @Test
    void anObjectThatIsGoneOrWasMadeAnewIsStale() {
        clientSideApply(DEPLOYMENT);
        Change unforced = fixes(PlanFindings.ownPortIsMissing()).getFirst();
        Change forced = fixes(PlanFindings.portVariableIsWrong()).getFirst();
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
        Change change = fixes(PlanFindings.targetPortIsWrong()).getFirst();
        assertThat(change.force()).isTrue();
        serverSideApply("ci", SERVICE);
        assertThat(applier.apply(namespace, change)).isInstanceOf(Stale.class);
        assertThat(targetPort()).isEqualTo(3000);
    }
}
