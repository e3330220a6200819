package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.reconcile.RunningOperator;
import org.junit.jupiter.api.Test;

/** What becomes of a policy that cannot be looked after, and that it heals by itself. */
class ControlIT extends IncidentScene {

    @Test
    void aMissingWorkloadIsNamedAndHealsWhenItIsMade() {
        client.apps().deployments().inNamespace(namespace).withName("storefront").delete();
        startTheOperator();
        applyPolicy("Observe");
        becomesFor("ResolvedRefs", "WorkloadNotFound");
        becomes("Ready", "False");
        clientSideApply(WORKLOAD);
        workload.rollOut();
        becomes("ResolvedRefs", "True");
        becomesFor("Programmed", "Proposed");
    }

    @Test
    void ofTwoPoliciesTheOlderWinsAndTheYoungerFollowsIt() {
        startTheOperator();
        applyPolicy("Observe");
        becomes("Accepted", "True");
        clientSideApply(
                POLICY.replace("metadata: {name: storefront}", "metadata: {name: z}")
                        .formatted("Observe"));
        await().atMost(SOON).until(() -> reason("z", "Accepted").equals("DuplicatePolicy"));
        assertThat(reason("storefront", "Accepted")).isEqualTo("Accepted");
        policy().delete();
        await().atMost(SOON).until(() -> reason("z", "Accepted").equals("Accepted"));
    }

    @Test
    void whileSuspendedNothingIsWrittenButThatItWasRead() {
        RunningOperator running = startTheOperator();
        applyPolicy("Observe");
        becomesFor("Programmed", "Proposed");
        clientSideApply(POLICY.formatted("Enforce") + "  suspended: true\n");
        await().atMost(SOON)
                .until(() -> condition("Ready").orElseThrow().getObservedGeneration() == 2);
        anotherPassFindsNothing(running);
        assertThat(targetPort()).isEqualTo(3000);
        assertThat(condition("Programmed").orElseThrow().getReason()).isEqualTo("Proposed");
        applyPolicy("Enforce");
        await().atMost(SOON).until(() -> targetPort() == 3001);
    }

    @Test
    void aWorkloadScaledToZeroIsReadyAndItsReachUnknown() {
        client.apps().deployments().inNamespace(namespace).withName("storefront").scale(0);
        client.pods().inNamespace(namespace).withGracePeriod(0).delete();
        startTheOperator();
        applyPolicy("Enforce");
        becomes("Ready", "True");
        assertThat(condition("Programmed").orElseThrow().getReason()).isEqualTo("Programmed");
        assertThat(condition("WorkloadReachable").orElseThrow().getStatus()).isEqualTo("Unknown");
        assertThat(targetPort()).isEqualTo(3000);
    }

    @Test
    void statusIsWrittenOnlyWhenItTellsSomethingNew() {
        RunningOperator running = startTheOperator();
        applyPolicy("Observe");
        becomesFor("Programmed", "Proposed");
        anotherPassFindsNothing(running);
        becomesQuiet();
        long writes = way.writes("");
        long told = running.passes("Written");
        assertThat(told).isPositive();
        anotherPassFindsNothing(running);
        assertThat(way.writes("")).isEqualTo(writes);
        assertThat(running.passes("Written")).isEqualTo(told);
    }

    @Test
    void aDeploymentMadeAnewIsCorrectedAnew() {
        startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        client.apps().deployments().inNamespace(namespace).withName("storefront").delete();
        becomesFor("ResolvedRefs", "WorkloadNotFound");
        assertThat(findings())
                .isNotEmpty()
                .allMatch(finding -> finding.object().equals("Service/storefront"));
        clientSideApply(WORKLOAD);
        workload.rollOut();
        becomesReadyAfterItsRollout();
        assertThat(variable()).isEqualTo("3001");
    }

    @Test
    void whatWasGivenUpIsRememberedWhileTheWorkloadIsGone() {
        startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        clientSideApply(WORKLOAD);
        workload.rollOut();
        becomesFor("Programmed", "Contested");
        client.apps().deployments().inNamespace(namespace).withName("storefront").delete();
        becomesFor("ResolvedRefs", "WorkloadNotFound");
        clientSideApply(WORKLOAD);
        workload.rollOut();
        becomesFor("Programmed", "Contested");
        assertThat(variable()).isEqualTo("3000");
    }

    private String reason(String name, String condition) {
        ConnectivityPolicy policy =
                client.resources(ConnectivityPolicy.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .get();
        if (policy == null || policy.getStatus().conditions() == null) {
            return "";
        }
        return policy.getStatus().conditions().stream()
                .filter(it -> it.getType().equals(condition))
                .map(it -> it.getReason())
                .findFirst()
                .orElse("");
    }
}
