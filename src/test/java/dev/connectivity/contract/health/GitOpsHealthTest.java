package dev.connectivity.contract.health;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.down;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.judge.Circuit;
import dev.connectivity.status.StatusBuilder;
import dev.connectivity.testing.KnownBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The health checks in {@code deploy/gitops}, evaluated as the tools do. */
class GitOpsHealthTest {

    private static final Path FOLDER = Path.of("deploy/gitops");

    private FluxHealth flux;
    private ArgoHealth argo;

    @BeforeEach
    void read() throws IOException {
        flux = FluxHealth.read(FOLDER.resolve("flux-health.yaml"), "/healthCheckExprs");
        argo = new ArgoHealth(lua());
    }

    @AfterEach
    void close() {
        argo.close();
    }

    @Test
    void everyCombinationOfConditionsIsReadAsKstatusReadsIt() {
        assertThat(Policies.all()).hasSizeGreaterThan(30_000);
        assertThat(Policies.all())
                .filteredOn(it -> !suspended(it))
                .allSatisfy(
                        policy -> {
                            Health expected = expected(policy);
                            assertThat(flux.of(policy)).isEqualTo(expected);
                            assertThat(argo.of(policy)).isEqualTo(expected);
                        });
    }

    @Test
    void nobodyWaitsForASuspendedPolicyOnceItWasRead() {
        assertThat(Policies.all())
                .filteredOn(GitOpsHealthTest::suspended)
                .allSatisfy(
                        policy -> {
                            boolean read = observed(policy).equals(Policies.GENERATION);
                            assertThat(flux.of(policy))
                                    .isEqualTo(read ? Health.Current : Health.InProgress);
                            assertThat(argo.of(policy))
                                    .isEqualTo(read ? Health.Suspended : Health.InProgress);
                        });
    }

    /** As the API server completes it, before the operator has seen it. */
    @Test
    void aPolicyThatWasNeverReadIsInProgressForAll() {
        var fresh = Policies.policy(-1, false, Map.of());

        assertThat(KStatus.of(fresh)).isEqualTo(Health.InProgress);
        assertThat(flux.of(fresh)).isEqualTo(Health.InProgress);
        assertThat(argo.of(fresh)).isEqualTo(Health.InProgress);
    }

    @Test
    void whatIsDownOutsideBlocksNoSyncByDefault() {
        KnownBuilder outage =
                aKnown().upstream("chat", true, down(Circuit.Open)).database(down(Circuit.Open));
        var status = StatusBuilder.build(outage.build());
        var policy = Policies.policy(status);

        assertThat(status.conditions())
                .filteredOn(it -> it.getStatus().equals("False"))
                .extracting(it -> it.getType())
                .contains("UpstreamsReachable", "DatabaseReachable");
        assertThat(KStatus.of(policy)).isEqualTo(Health.Current);
        assertThat(flux.of(policy)).isEqualTo(Health.Current);
        assertThat(argo.of(policy)).isEqualTo(Health.Current);
    }

    @ParameterizedTest
    @EnumSource(ReadyWhen.class)
    void aWorkloadThatDoesNotAnswerIsWaitedForOnlyWhereReadyWhenSaysSo(ReadyWhen readyWhen) {
        var status =
                StatusBuilder.build(
                        aKnown().readyWhen(readyWhen)
                                .reach(Reach.No, Reason.ListenerNotStarted)
                                .build());
        Health expected = readyWhen == ReadyWhen.Configuration ? Health.Current : Health.InProgress;

        assertThat(KStatus.of(Policies.policy(status))).isEqualTo(expected);
        assertThat(flux.of(Policies.policy(status))).isEqualTo(expected);
        assertThat(argo.of(Policies.policy(status))).isEqualTo(expected);
    }

    @Test
    void argoCdShowsReasonAndMessageOfWhatHoldsThePolicyUp() {
        var stalled =
                Policies.policy(
                        Policies.GENERATION,
                        false,
                        Map.of(ConditionType.Stalled, "True", ConditionType.Ready, "False"));

        assertThat(argo.say(stalled).get("message")).isEqualTo("Why: Stalled.");
    }

    @Test
    void argoCdsConfigMapHoldsTheVeryScript() throws IOException {
        JsonNode patch =
                Serialization.unmarshal(
                        Files.readString(FOLDER.resolve("argocd-cm.yaml")), JsonNode.class);

        assertThat(
                        patch.at("/data")
                                .path(
                                        "resource.customizations.health.connectivity.dev_ConnectivityPolicy")
                                .asText())
                .isEqualTo(lua());
    }

    /** An object without Ready is current for kstatus; ours always has it, once it was read. */
    private static Health expected(Map<String, Object> policy) {
        Health read = KStatus.of(policy);
        boolean toldReady =
                Policies.conditions(Policies.part(policy, "status")).stream()
                        .anyMatch(it -> "Ready".equals(it.get("type")));
        return read == Health.Current && !toldReady ? Health.InProgress : read;
    }

    private static boolean suspended(Map<String, Object> policy) {
        return Policies.part(policy, "spec").containsKey("suspended");
    }

    private static Object observed(Map<String, Object> policy) {
        return Policies.part(policy, "status").get("observedGeneration");
    }

    private static String lua() throws IOException {
        return Files.readString(FOLDER.resolve("argocd-health.lua"));
    }
}
