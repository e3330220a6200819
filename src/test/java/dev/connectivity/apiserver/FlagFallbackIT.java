package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlagFallbackIT extends FallbackScene {

    private static final String FLAG = "{type: Flag, flag: chatbot, dwell: 1s}";

    @Test
    void theKeyIsTrueWhileTheCircuitIsOpenAndNothingRollsOut() {
        startTheOperator();
        applyPolicy(FLAG);
        is("false");
        long generation = deployment().getMetadata().getGeneration();
        theUpstreamAnswers(false);
        is("true");
        becomes(FallbackState.Active);
        theUpstreamAnswers(true);
        is("false");
        becomes(FallbackState.Inactive);
        await().atMost(SOON).until(() -> events(Reason.Recovered).size() == 1);
        assertThat(events(Reason.FallbackActive)).hasSize(1);
        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(generation);
    }

    @Test
    void deletionOfThePolicySwitchesBack() {
        startTheOperator();
        applyPolicy(FLAG);
        theUpstreamAnswers(false);
        is("true");
        becomes(FallbackState.Active);
        policy().delete();
        await().atMost(SOON).until(() -> policy().get() == null);
        assertThat(flag("chatbot")).contains("false");
        assertThat(flags().get().getMetadata().getOwnerReferences())
                .as("what has the cluster remove it")
                .hasSize(1);
    }

    @Test
    void aSuspendedPolicyKeepsWhatIsOn() {
        startTheOperator();
        applyPolicy(FLAG);
        theUpstreamAnswers(false);
        is("true");
        becomes(FallbackState.Active);
        applyPolicy(FLAG + "\n  suspended: true");
        theUpstreamAnswers(true);
        await().atMost(SOON)
                .until(
                        () ->
                                policy().get()
                                        .getStatus()
                                        .observedGeneration()
                                        .equals(policy().get().getMetadata().getGeneration()));
        stays(Duration.ofSeconds(2), () -> flag("chatbot").equals(Optional.of("true")));
        assertThat(fallback().orElseThrow().state()).isEqualTo(FallbackState.Active);
    }

    @Test
    void aKeyThatIsDeclaredNoLongerGoesAndItsMetricsDo() {
        var running = startTheOperator();
        applyPolicy(FLAG);
        theUpstreamAnswers(false);
        is("true");
        assertThat(running.scrape()).contains("connectivity_fallback_state{");
        applyPolicy("");
        await().atMost(SOON).until(() -> flag("chatbot").isEmpty());
        await().atMost(SOON).until(() -> !running.scrape().contains("connectivity_fallback_"));
    }

    /** Nothing is told of a ConfigMap that changes, so nothing would have it looked at again. */
    @Test
    void aWriteOfSomebodyElseInBetweenOnlyDelaysASwitch() {
        startTheOperator();
        applyPolicy(FLAG);
        is("false");
        way.overtake(
                it -> it.startsWith("PUT") && it.endsWith("/configmaps/storefront-fallbacks"),
                this::label);
        theUpstreamAnswers(false);
        is("true");
        becomes(FallbackState.Active);
        way.overtake(
                it -> it.startsWith("PUT") && it.endsWith("/configmaps/storefront-fallbacks"),
                this::label);
        policy().delete();
        await().atMost(SOON).until(() -> policy().get() == null);
        assertThat(flag("chatbot")).contains("false");
    }

    private void label() {
        flags().edit(
                        it ->
                                new ConfigMapBuilder(it)
                                        .editMetadata()
                                        .addToAnnotations("theirs", Instant.now().toString())
                                        .endMetadata()
                                        .build());
    }

    @Test
    void aKeyGoesAlsoWhereTheStatusWasLost() {
        startTheOperator();
        applyPolicy(FLAG);
        theUpstreamAnswers(false);
        is("true");
        becomes(FallbackState.Active);
        stopTheOperator();
        policy().editStatus(
                        it -> {
                            it.setStatus(null);
                            return it;
                        });
        applyPolicy("");
        startTheOperator();
        await().atMost(SOON).until(() -> flag("chatbot").isEmpty());
    }

    @Test
    void aConfigMapOfSomebodyElseIsLeftAlone() {
        clientSideApply(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: storefront-fallbacks}
                data: {theirs: kept}
                """);
        startTheOperator();
        applyPolicy(FLAG);
        becomesTold(Reason.FallbackUnavailable);
        theUpstreamAnswers(false);
        becomesDegraded(Reason.CircuitOpen);
        assertThat(flags().get().getData()).containsOnlyKeys("theirs");
        assertThat(fallback().orElseThrow().state()).isEqualTo(FallbackState.Inactive);
    }

    private void is(String value) {
        await().atMost(SOON).until(() -> flag("chatbot"), Optional.of(value)::equals);
    }
}
