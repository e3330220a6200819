package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.Release;
import dev.connectivity.plan.FieldManagers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VariableFallbackIT extends FallbackScene {

    private static final String VARIABLES =
            "{type: Environment, dwell: 1s, env: {LOG: quiet, CHATBOT: \"off\"}}";

    @Test
    void variablesAreSetWhileTheCircuitIsOpenAndAfterwardsAsBefore() {
        startTheOperator();
        applyPolicy(VARIABLES);
        becomes(FallbackState.Inactive);
        theUpstreamAnswers(false);
        areSet();
        assertThat(managers()).contains(FieldManagers.FALLBACK);
        settle();
        becomes(FallbackState.Active);
        theUpstreamAnswers(true);
        areAsBefore();
        settle();
        await().atMost(SOON).until(() -> !managers().contains(FieldManagers.FALLBACK));
        becomes(FallbackState.Inactive);
        assertThat(variable("LOG")).contains("info");
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(3);
        assertThat(events(Reason.FallbackActive)).hasSize(1);
    }

    @Test
    void deletionOfThePolicyPutsThemBack() {
        startTheOperator();
        applyPolicy(VARIABLES);
        theUpstreamAnswers(false);
        areSet();
        becomes(FallbackState.Active);
        policy().delete();
        await().atMost(SOON).until(() -> policy().get() == null);
        areAsBefore();
        assertThat(managers()).doesNotContain(FieldManagers.FALLBACK);
        assertThat(deployment().getMetadata().getAnnotations().toString())
                .doesNotContain("fallback.connectivity.dev");
    }

    @Test
    void theReleaseWithoutAnOperatorPutsThemBack() {
        startTheOperator();
        applyPolicy(VARIABLES);
        theUpstreamAnswers(false);
        areSet();
        becomes(FallbackState.Active);
        stopTheOperator();
        Release.all(client);
        areAsBefore();
        assertThat(managers()).doesNotContain(FieldManagers.FALLBACK);
    }

    @Test
    void aRestartBetweenDecidingAndSettingSetsThemOnce() {
        way.lose(it -> it.startsWith("PATCH") && it.endsWith("/deployments/storefront"));
        startTheOperator();
        applyPolicy(VARIABLES);
        theUpstreamAnswers(false);
        becomes(FallbackState.Active);
        stopTheOperator();
        assertThat(variable("LOG")).contains("info");
        way.heal();
        startTheOperator();
        areSet();
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(2);
        assertThat(fallback().orElseThrow().switches()).hasSize(1);
    }

    @Test
    void whatAGitOpsControllerAppliesIsNotTaken() {
        serverSideApply("argocd-controller", DEPLOYMENT);
        startTheOperator();
        applyPolicy(VARIABLES);
        becomesTold(Reason.FallbackUnavailable);
        assertThat(finding(Reason.FallbackUnavailable).orElseThrow().message())
                .contains("LOG is held by argocd-controller");
        theUpstreamAnswers(false);
        becomesDegraded(Reason.CircuitOpen);
        assertThat(variable("LOG")).contains("info");
        assertThat(fallback().orElseThrow().state()).isEqualTo(FallbackState.Inactive);
    }

    @Test
    void whatIsDeclaredNoLongerIsPutBackAndGivenUp() {
        areSetByTheOperator();
        settle();
        applyPolicy("");
        areAsBefore();
        settle();
        await().atMost(SOON).until(() -> !managers().contains(FieldManagers.FALLBACK));
        await().atMost(SOON).until(() -> policy().get().getFinalizers().isEmpty());
    }

    @Test
    void whatIsDeclaredNoLongerIsPutBackOnceTheRolloutThatIsInTheWayIsOver() {
        areSetByTheOperator();
        applyPolicy("");
        await().atMost(SOON).until(() -> fallback().isEmpty());
        settle();
        areAsBefore();
    }

    @Test
    void deletionPutsBackWhatWaitsForARollout() {
        areSetByTheOperator();
        theUpstreamAnswers(true);
        becomes(FallbackState.Inactive);
        assertThat(variable("LOG")).as("its own rollout is in the way").contains("quiet");
        stays(Duration.ofSeconds(3), () -> !policy().get().getFinalizers().isEmpty());
        policy().delete();
        await().atMost(SOON).until(() -> policy().get() == null);
        areAsBefore();
    }

    @Test
    void aContainerThatIsNotThereIsToldAndNoSwitchClaimed() {
        startTheOperator();
        applyPolicy(VARIABLES + "\n  workload: {name: storefront, container: gone}");
        becomesTold(Reason.FallbackUnavailable);
        theUpstreamAnswers(false);
        becomesDegraded(Reason.CircuitOpen);
        assertThat(fallback().orElseThrow().state()).isEqualTo(FallbackState.Inactive);
    }

    @Test
    void whatSomebodyElseHoldsByNowIsTheirsAndHoldsNoDeletionUp() {
        areSetByTheOperator();
        settle();
        serverSideApply("platform", DEPLOYMENT.replace("value: info", "value: quiet"));
        policy().delete();
        await().atMost(SOON).until(() -> policy().get() == null);
        assertThat(variable("LOG")).contains("quiet");
        assertThat(variable("CHATBOT")).isEmpty();
        assertThat(managers()).doesNotContain(FieldManagers.FALLBACK);
    }

    private void areSetByTheOperator() {
        startTheOperator();
        applyPolicy(VARIABLES);
        theUpstreamAnswers(false);
        areSet();
        becomes(FallbackState.Active);
    }

    private void areSet() {
        await().atMost(SOON)
                .until(
                        () ->
                                variable("LOG").filter("quiet"::equals).isPresent()
                                        && variable("CHATBOT").filter("off"::equals).isPresent());
    }

    private void areAsBefore() {
        await().atMost(SOON)
                .until(
                        () ->
                                variable("LOG").filter("info"::equals).isPresent()
                                        && variable("CHATBOT").isEmpty());
    }
}
