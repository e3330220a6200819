package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.HeldObjects;
import dev.connectivity.reconcile.RunningOperator;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceFallbackIT extends FallbackScene {

    private static final String TO_UPSTREAM = UPSTREAM + ":80";
    private static final String TO_STAND_IN = STAND_IN + ":8080";

    @Test
    void theServiceLeadsToTheStandInWhileTheCircuitIsOpenAndOnlyThen() {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(TO_UPSTREAM);
        becomes(FallbackState.Inactive);
        assertThat(alias().get().getSpec().getSelector()).isNullOrEmpty();
        assertThat(alias().get().getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.getUid())
                                        .isEqualTo(policy().get().getMetadata().getUid()));
        assertThat(policy().get().getMetadata().getFinalizers()).isEmpty();

        theUpstreamAnswers(false);
        leadsTo(TO_STAND_IN);
        becomes(FallbackState.Active);
        becomesDegraded(Reason.FallbackActive);
        assertThat(policy().get().getMetadata().getFinalizers())
                .containsExactly(HeldObjects.FINALIZER);

        theUpstreamAnswers(true);
        leadsTo(TO_UPSTREAM);
        becomes(FallbackState.Inactive);
        await().atMost(SOON).until(() -> policy().get().getMetadata().getFinalizers().isEmpty());
        assertThat(fallback().orElseThrow().switches()).hasSize(2);
        await().atMost(SOON).until(() -> events(Reason.Recovered).size() == 1);
        assertThat(events(Reason.FallbackActive))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.getNote())
                                        .contains("Service chat leads to Service chat-offline"));
        assertThat(way.writes("/endpointslices")).isEqualTo(3);
        assertThat(way.writes("/services")).isEqualTo(1);
    }

    @Test
    void aNameThatMovesIsFollowed() {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(TO_UPSTREAM);
        theUpstreamMovesTo("203.0.113.11");
        leadsTo("203.0.113.11:80");
        theUpstreamMovesTo("2001:db8::11");
        await().atMost(SOON)
                .until(
                        () ->
                                slices().stream()
                                        .map(it -> it.getAddressType() + endpoints(it))
                                        .sorted()
                                        .toList(),
                        List.of("IPv40", "IPv61")::equals);
    }

    @Test
    void aRestartForgetsNothing() {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(TO_UPSTREAM);
        theUpstreamAnswers(false);
        becomes(FallbackState.Active);
        leadsTo(TO_STAND_IN);
        var before = fallback();

        stopTheOperator();
        long writes = way.writes("/endpointslices");
        int answers = asked.get();
        RunningOperator again = startTheOperator();
        await().atMost(SOON)
                .until(() -> again.passes("Unchanged") > 0 && asked.get() > answers + 5);
        assertThat(fallback()).isEqualTo(before);
        assertThat(leadsTo()).containsExactly(TO_STAND_IN);
        assertThat(way.writes("/endpointslices")).isEqualTo(writes);

        stopTheOperator();
        theUpstreamAnswers(true);
        startTheOperator();
        becomes(FallbackState.Inactive);
        leadsTo(TO_UPSTREAM);
        assertThat(fallback().orElseThrow().switches()).hasSize(2);
    }

    /** Each is a request at which the process may die. */
    @ParameterizedTest
    @ValueSource(strings = {"/connectivitypolicies/storefront/status", "/endpointslices/chat"})
    void killedBeforeAWriteItSwitchesOnceAllTheSame(String write) {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(TO_UPSTREAM);
        becomes(FallbackState.Inactive);
        stopTheOperator();
        theUpstreamAnswers(false);
        way.lose(request -> !request.startsWith("GET") && request.contains(write));
        RunningOperator first = startTheOperator();
        await().atMost(SOON).until(() -> first.passes("Failed") > 0);
        assertThat(leadsTo()).containsExactly(TO_UPSTREAM);
        stopTheOperator();
        way.heal();
        startTheOperator();
        leadsTo(TO_STAND_IN);
        becomes(FallbackState.Active);
        assertThat(fallback().orElseThrow().switches()).hasSize(1);
        await().atMost(SOON).until(() -> events(Reason.FallbackActive).size() == 1);
    }

    @Test
    void aServiceOfSomebodyElseIsLeftAlone() {
        clientSideApply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: chat}
                spec: {selector: {app: chat}, ports: [{port: 80}]}
                """);
        String version = alias().get().getMetadata().getResourceVersion();
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        becomesTold(Reason.FallbackUnavailable);
        theUpstreamAnswers(false);
        becomesDegraded(Reason.CircuitOpen);
        assertThat(fallback().orElseThrow().state()).isEqualTo(FallbackState.Inactive);
        assertThat(alias().get().getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(slices()).isEmpty();
    }

    @Test
    void withoutProofThatTheUpstreamAnswersUnderTheNameNoServiceIsMade() {
        theUpstreamKnowsTheAlias(false);
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        await().atMost(SOON)
                .until(
                        () ->
                                finding(Reason.FallbackUnavailable)
                                        .filter(it -> it.message().contains("HTTPResponseTimeout"))
                                        .isPresent());
        assertThat(alias().get()).isNull();
        stopTheOperator();
        theUpstreamKnowsTheAlias(true);
        startTheOperator();
        leadsTo(TO_UPSTREAM);
        await().atMost(SOON).until(() -> finding(Reason.FallbackUnavailable).isEmpty());
    }

    @Test
    void aStandInWithoutReadyEndpointsIsToldAndNotSwitchedTo() {
        client.discovery().v1().endpointSlices().inNamespace(namespace).delete();
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(TO_UPSTREAM);
        becomesTold(Reason.FallbackUnavailable);
        theUpstreamAnswers(false);
        becomesDegraded(Reason.CircuitOpen);
        assertThat(leadsTo()).containsExactly(TO_UPSTREAM);
    }

    @Test
    void whatIsDeclaredNoLongerIsRemoved() {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(TO_UPSTREAM);
        applyPolicy("");
        await().atMost(SOON).until(() -> alias().get() == null);
        await().atMost(SOON).until(() -> fallback().isEmpty());
    }

    /** While the upstream is down it cannot be proven under the new name. */
    @Test
    void underAnotherNameItIsClaimedToBeOnOnlyOnceItIs() {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK);
        leadsTo(UPSTREAM + ":80");
        theUpstreamAnswers(false);
        leadsTo(STAND_IN + ":8080");
        becomes(FallbackState.Active);
        applyPolicy(SERVICE_FALLBACK.replace("name: chat,", "name: talk,"));
        becomesTold(Reason.FallbackUnavailable);
        becomes(FallbackState.Inactive);
        assertThat(fallback().orElseThrow().switches()).hasSize(1);
        assertThat(events(Reason.FallbackActive)).hasSize(1);
        await().atMost(SOON).until(() -> alias().get() == null);
        theUpstreamAnswers(true);
        await().atMost(SOON)
                .until(
                        () ->
                                client.services().inNamespace(namespace).withName("talk").get()
                                        != null);
    }

    @Test
    void observeMakesNothing() {
        startTheOperator();
        applyPolicy("Observe", SERVICE_FALLBACK);
        theUpstreamAnswers(false);
        becomesDegraded(Reason.CircuitOpen);
        applyPolicy("Observe", SERVICE_FALLBACK.replace("dwell: 1s", "dwell: 2s"));
        await("a pass with the circuit open")
                .atMost(SOON)
                .until(
                        () ->
                                status().orElseThrow()
                                        .observedGeneration()
                                        .equals(policy().get().getMetadata().getGeneration()));
        assertThat(alias().get()).isNull();
        assertThat(way.writes("/services")).isZero();
    }

    @Test
    void whatComesAndGoesTooOftenIsHeldAndSaysSo() {
        startTheOperator();
        applyPolicy(SERVICE_FALLBACK.replace("dwell: 1s", "dwell: 1s, maxSwitchesPerHour: 3"));
        leadsTo(TO_UPSTREAM);
        theUpstreamAnswers(false);
        becomes(FallbackState.Active);
        theUpstreamAnswers(true);
        becomes(FallbackState.Inactive);
        theUpstreamAnswers(false);
        becomes(FallbackState.Active);
        theUpstreamAnswers(true);
        becomes(FallbackState.Held);
        becomesTold(Reason.FallbackHeld);
        assertThat(leadsTo()).containsExactly(TO_STAND_IN);
        assertThat(fallback().orElseThrow().switches()).hasSize(3);
    }

    private static int endpoints(EndpointSlice slice) {
        return slice.getEndpoints() == null ? 0 : slice.getEndpoints().size();
    }

    private ServiceResource<Service> alias() {
        return client.services().inNamespace(namespace).withName("chat");
    }
}
