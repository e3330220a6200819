package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult.Applied;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.FieldManagers;
import dev.connectivity.plan.Plan;
import dev.connectivity.plan.Planner;
import dev.connectivity.testing.PlanFindings;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;

/** What giving fields back comes to on a real API server. */
class ReleaseIT extends StorefrontScene {

    @Test
    void releaseKeepsValuesAndGeneration() {
        clientSideApply(DEPLOYMENT);
        apply(fixes(PlanFindings.portVariableIsWrong(), PlanFindings.ownPortIsMissing()));
        Deployment before = deployment();
        releaser.release(namespace, PlanFindings.DEPLOYMENT);
        assertThat(managers())
                .doesNotContain(FieldManagers.ALIGNMENT)
                .contains("kubectl-client-side-apply");
        assertThat(deployment().getSpec()).isEqualTo(before.getSpec());
        assertThat(deployment().getMetadata().getGeneration())
                .isEqualTo(before.getMetadata().getGeneration());
        releaser.release(namespace, PlanFindings.DEPLOYMENT);
    }

    @Test
    void releaseOfTheLastManagerKeepsValues() {
        serverSideApply(FieldManagers.ALIGNMENT, SERVICE);
        releaser.release(namespace, PlanFindings.SERVICE);
        assertThat(service().getMetadata().getManagedFields()).isEmpty();
        assertThat(targetPort()).isEqualTo(3000);
    }

    @Test
    void releaseOfAMissingObjectIsDone() {
        releaser.release(namespace, PlanFindings.SERVICE);
        assertThat(client.services().inNamespace(namespace).list().getItems()).isEmpty();
    }

    @Test
    void aFailedRolloutGoesBackToThePreviousValuesWithoutOurEntry() {
        clientSideApply(DEPLOYMENT);
        Situations scene = Situations.aSituation().deployment(deployment()).replicaSet(1);
        apply(fixes(PlanFindings.portVariableIsWrong(), PlanFindings.ownPortIsMissing()));
        scene.deployment(deployment()).replicaSet(2).pastDeadline().rollout(progressing());
        Plan undo = new Planner().plan(scene.build());
        assertThat(undo.changes()).hasSize(1);
        assertThat(apply(undo.changes())).isInstanceOf(Applied.class);
        assertThat(container().getEnv())
                .extracting(EnvVar::getValue)
                .containsExactly("3000", "info");
        assertThat(ports()).containsExactly(3000);
    }

    @Test
    void whatThePolicyNoLongerNamesIsGivenUpAndTheRestIsHeldOn() {
        clientSideApply(DEPLOYMENT);
        Finding log =
                PlanFindings.finding(
                        Reason.EnvironmentInconsistent,
                        PlanFindings.DEPLOYMENT,
                        new Fix(
                                PlanFindings.path(
                                        "spec.template.spec.containers[name=app].env[name=LOG].value"),
                                "debug",
                                true));
        apply(fixes(PlanFindings.portVariableIsWrong(), log));
        Deployment before = deployment();
        Plan plan = plan(OnConflict.Auto);
        assertThat(plan.releases()).containsExactly(PlanFindings.DEPLOYMENT);
        plan.releases().forEach(it -> releaser.release(namespace, it));
        assertThat(apply(plan.changes())).isInstanceOf(Applied.class);
        assertThat(deployment().getSpec()).isEqualTo(before.getSpec());
        assertThat(deployment().getMetadata().getGeneration())
                .isEqualTo(before.getMetadata().getGeneration());
        Plan next = plan(OnConflict.Auto);
        assertThat(next.releases()).isEmpty();
        assertThat(next.changes()).isEmpty();
        assertThat(next.held()).containsExactly(PlanFindings.DEPLOYMENT);
    }
}
