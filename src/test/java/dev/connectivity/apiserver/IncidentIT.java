package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.HeldObjects;
import dev.connectivity.plan.FieldManagers;
import dev.connectivity.reconcile.RunningOperator;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The incident, end to end but for the cluster. */
class IncidentIT extends IncidentScene {

    @Test
    void observeFindsAndProposesAndChangesNothing() {
        List<String> before =
                List.of(
                        service().getMetadata().getResourceVersion(),
                        deployment().getMetadata().getResourceVersion());
        startTheOperator();
        applyPolicy("Observe");
        becomesFor("Programmed", "Proposed");
        becomes("Ready", "True");
        assertThat(findings())
                .anySatisfy(
                        it -> {
                            assertThat(it.reason()).isEqualTo(Reason.PortMismatch);
                            assertThat(it.object()).isEqualTo("Service/storefront");
                            assertThat(it.state()).isEqualTo(FindingState.proposed);
                            assertThat(it.patch()).contains("targetPort: 3001");
                        });
        assertThat(way.writes("/services/storefront")).isPositive();
        assertThat(way.writes("/services/storefront")).isEqualTo(way.writes("dryRun=All") / 2);
        assertThat(
                        List.of(
                                service().getMetadata().getResourceVersion(),
                                deployment().getMetadata().getResourceVersion()))
                .isEqualTo(before);
        assertThat(policy().get().getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void enforcePatchesEachObjectOnceAndThenWritesNothing() {
        RunningOperator running = startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        assertThat(targetPort()).isEqualTo(3001);
        assertThat(ports()).containsExactlyInAnyOrder(3000, 3001);
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(2);
        assertThat(way.writes("/services/storefront")).isEqualTo(1);
        assertThat(way.writes("/deployments/storefront")).isEqualTo(1);
        assertThat(events(service(), "Applied"))
                .singleElement()
                .satisfies(it -> assertThat(it.getNote()).contains("from 3000 to 3001"));
        anotherPassFindsNothing(running);
        becomesQuiet();
        List<String> versions = resourceVersions();
        long statusWrites = way.writes("/status");
        anotherPassFindsNothing(running);
        assertThat(resourceVersions()).element(0).isEqualTo(versions.getFirst());
        assertThat(resourceVersions()).element(2).isEqualTo(versions.getLast());
        assertThat(way.writes("/status")).isEqualTo(statusWrites);
        assertThat(way.writes("/services/storefront")).isEqualTo(1);
    }

    @Test
    void deletionReleasesAndKeepsEveryValue() {
        RunningOperator running = startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        assertThat(policy().get().getMetadata().getFinalizers())
                .containsExactly(HeldObjects.FINALIZER);
        policy().delete();
        await().atMost(SOON).until(() -> policy().get() == null);
        await().atMost(SOON).until(() -> running.measured() == 0);
        assertThat(targetPort()).isEqualTo(3001);
        assertThat(variable()).isEqualTo("3001");
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(2);
        assertThat(managers()).doesNotContain(FieldManagers.ALIGNMENT);
        assertThat(service().getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .doesNotContain(FieldManagers.ALIGNMENT);
    }

    @Test
    void deletionReleasesAServiceThatTheStatusHasForgotten() {
        startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        client.apps().deployments().inNamespace(namespace).withName("storefront").delete();
        becomesFor("ResolvedRefs", "WorkloadNotFound");
        policy().delete();
        await().atMost(SOON).until(() -> policy().get() == null);
        assertThat(HeldObjects.isHeld(service())).isFalse();
        assertThat(targetPort()).isEqualTo(3001);
    }

    @Test
    void aTemplateFieldThatComesBackIsContestedAtOnceAndLeftAlone() {
        RunningOperator running = startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        clientSideApply(WORKLOAD);
        workload.rollOut();
        becomesFor("Programmed", "Contested");
        becomes("Stalled", "True");
        anotherPassFindsNothing(running);
        assertThat(variable()).isEqualTo("3000");
    }

    @Test
    void aServiceThatDriftsIsCorrectedTwiceAndContestedAtItsThirdReturn() {
        startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        for (int drift = 1; drift <= 2; drift++) {
            clientSideApply(SERVICE);
            await().atMost(SOON).until(() -> targetPort() == 3001);
            becomes("Programmed", "True");
        }
        clientSideApply(SERVICE);
        becomesFor("Programmed", "Contested");
        assertThat(targetPort()).isEqualTo(3000);
    }

    /** Each is a request at which the process may die. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connectivitypolicies/storefront/status",
                "/services/storefront",
                "/deployments/storefront"
            })
    void killedBeforeAWriteItEndsInTheSameStateWithOneRollout(String write) {
        applyPolicy("Enforce");
        way.lose(request -> request.startsWith("PATCH") && request.endsWith(write));
        RunningOperator first = startTheOperator();
        await().atMost(SOON).until(() -> first.passes("Failed") > 0);
        stopTheOperator();
        way.heal();
        startTheOperator();
        becomesReadyAfterItsRollout();
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(2);
        assertThat(targetPort()).isEqualTo(3001);
        assertThat(way.writes("/deployments/storefront")).isEqualTo(1);
        // A pod that was given no time for one connect is told of until the next.
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(findings())
                                        .allMatch(it -> it.state() == FindingState.applied));
        assertThat(events(deployment(), "Applied")).hasSize(1);
    }

    @Test
    void anOutageOfTheApiServerIsSatOut() {
        way.lose(request -> request.startsWith("PATCH") || request.startsWith("POST"));
        RunningOperator running = startTheOperator();
        applyPolicy("Enforce");
        await().atMost(SOON).until(() -> running.passes("Failed") >= 2);
        assertThat(targetPort()).isEqualTo(3000);
        way.heal();
        becomesReadyAfterItsRollout();
        assertThat(way.writes("/deployments/storefront")).isEqualTo(1);
    }
}
