package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.reconcile.RunningOperator;
import dev.connectivity.testing.ApiWay;
import io.fabric8.kubernetes.client.Config;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The API server goes away, and what was decided before and meanwhile is done once it is back. */
class OutageIT extends FallbackScene {

    private static final String OBJECTIVES =
            "{type: Flag, flag: chatbot, dwell: 1s}\n  objectives: {availability: \"99.9\"}";
    private static final Duration AWAY = Duration.ofSeconds(12);

    /** The client tries again after pauses that grow. */
    private static final Duration BACK = Duration.ofSeconds(60);

    private ApiWay api;

    @Override
    Config operatorsConfig() {
        api = ApiWay.to(client.getConfiguration());
        return api.over(client.getConfiguration());
    }

    @AfterEach
    @Override
    void endTheScene() {
        super.endTheScene();
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void anUpstreamThatComesBackMeanwhileIsSwitchedBackToOnce(ApiWay.Outage outage) {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(UPSTREAM + ":80");
        theUpstreamAnswers(false);
        becomes(FallbackState.Active);
        leadsTo(STAND_IN + ":8080");

        // Events are not sent again.
        await().atMost(SOON).until(() -> events(Reason.FallbackActive).size() == 1);
        api.begin(outage);
        theUpstreamAnswers(true);
        int before = asked.get();
        stays(AWAY, () -> fallback().orElseThrow().state() == FallbackState.Active);
        assertThat(asked.get() - before).as("attempts while it was away").isGreaterThan(5);
        api.end();

        await().atMost(BACK)
                .until(() -> fallback().orElseThrow().state() == FallbackState.Inactive);
        leadsTo(UPSTREAM + ":80");
        await().atMost(SOON).until(() -> events(Reason.Recovered).size() == 1);
        stays(Duration.ofSeconds(3), () -> fallback().orElseThrow().switches().size() == 2);
        assertThat(events(Reason.FallbackActive)).hasSize(1);
        assertThat(policy().get().getStatus().upstreams().getFirst().state())
                .isEqualTo(DependencyStatus.State.Up);
    }

    @Test
    void anUpstreamThatIsLostMeanwhileIsReplacedOnceItIsBack() {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(UPSTREAM + ":80");

        api.begin(ApiWay.Outage.Refusing);
        theUpstreamAnswers(false);
        int before = asked.get();
        await().atMost(SOON).until(() -> asked.get() > before + 5);
        api.end();

        await().atMost(BACK).until(() -> fallback().orElseThrow().state() == FallbackState.Active);
        leadsTo(STAND_IN + ":8080");
        assertThat(fallback().orElseThrow().switches()).hasSize(1);
    }

    @Test
    void aPolicyMadeAnewMeanwhileIsTheOneThatIsLookedAfter() {
        RunningOperator operator = startTheOperator();
        applyPolicy(OBJECTIVES);
        String former = uid();
        await().atMost(SOON).until(() -> operator.counted(), Set.of(former)::equals);

        api.begin(ApiWay.Outage.Refusing);
        policy().delete();
        applyPolicy(OBJECTIVES);
        String now = uid();
        assertThat(now).isNotEqualTo(former);
        api.end();

        await().atMost(BACK).until(() -> operator.counted(), Set.of(now)::equals);
        await().atMost(SOON)
                .until(
                        () ->
                                policy().get().getStatus() != null
                                        && policy().get().getStatus().upstreams() != null);
        await().atMost(SOON).until(() -> operator.measured() == 1);
    }

    private String uid() {
        ConnectivityPolicy policy = policy().get();
        return policy.getMetadata().getUid();
    }
}
