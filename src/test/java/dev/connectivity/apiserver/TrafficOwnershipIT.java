package dev.connectivity.apiserver;

import static dev.connectivity.traffic.TrafficKind.DestinationRule;
import static dev.connectivity.traffic.TrafficKind.ServiceEntry;
import static dev.connectivity.traffic.TrafficKind.VirtualService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others have, or do, of the kinds that {@code spec.traffic} has written. */
class TrafficOwnershipIT extends TrafficScene {

    @BeforeEach
    void installTheProviders() {
        install(ISTIO, ENVOY_GATEWAY, GATEWAY_API);
    }

    @Test
    void oneOfTheSameNameThatIsSomebodyElsesIsLeftAlone() {
        clientSideApply(
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: storefront-chatbot}
                spec: {host: elsewhere.example.test}
                """);
        String version = resource(DestinationRule, NAME).get().getMetadata().getResourceVersion();
        startTheOperator();
        applyTraffic("Enforce", MESH);
        awaits(
                "Programmed",
                "False",
                "FieldOwnershipConflict",
                "DestinationRule storefront-chatbot exists and was not made for this policy");
        awaits("Stalled", "True", "FieldOwnershipConflict", "");
        assertThat(resource(DestinationRule, NAME).get().getMetadata().getResourceVersion())
                .isEqualTo(version);
        becomesThere(VirtualService, NAME);

        resource(DestinationRule, NAME).delete();
        await().atMost(SOON).until(() -> connections().contains("connectTimeout=2s"));
    }

    @Test
    void whereSomebodyElsesGovernsTheHostNoneIsMadeAndOneThatComesLaterGoesFirst() {
        startTheOperator();
        applyTraffic("Enforce", MESH);
        becomesThere(VirtualService, NAME);
        clientSideApply(
                """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: theirs}
                spec:
                  hosts: [chat.example.test]
                  http: [{route: [{destination: {host: chat.example.test}}]}]
                """);
        goes(VirtualService, NAME);
        awaits("Programmed", "False", "FieldOwnershipConflict", "VirtualService theirs");
        assertThat(isThere(DestinationRule, NAME)).isTrue();

        resource(VirtualService, "theirs").delete();
        becomesThere(VirtualService, NAME);
        awaits("Programmed", "True", "Programmed", "");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHostThatTheMeshKnowsAlreadyIsNotDeclaredAgain(boolean here) {
        kubectl.onFile(
                here ? namespace : API.newNamespace(),
                """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: theirs}
                spec:
                  hosts: [chat.example.test]
                  exportTo: ["%s"]
                  resolution: DNS
                  ports: [{number: 80, name: http, protocol: HTTP}]
                """
                        .formatted(here ? "." : namespace),
                "apply");
        startTheOperator();
        applyTraffic("Enforce", MESH);
        awaits("Programmed", "True", "Programmed", "");
        becomesThere(VirtualService, NAME);
        assertThat(isThere(ServiceEntry, NAME)).isFalse();
    }

    /** Three times an hour, as with every field that costs no rollout. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsRemovedOrChangedBackIsSetAgainTwiceAndThenLeftAlone(boolean removed) {
        startTheOperator();
        applyTraffic("Enforce", MESH);
        for (int time = 0; time < 2; time++) {
            awaitAppliedReturns(time);
            spoil(removed);
        }
        awaitAppliedReturns(2);
        spoil(removed);
        awaits("Programmed", "False", "Contested", "storefront-chatbot");
        assertThat(connections()).doesNotContain("connectTimeout=2s");

        applyTraffic("Enforce", "{provider: Istio, connectTimeout: 3s}");
        await().atMost(SOON).until(() -> connections().contains("connectTimeout=3s"));
        awaits("Programmed", "True", "Programmed", "");
    }

    private void spoil(boolean removed) {
        if (removed) {
            resource(DestinationRule, NAME).delete();
        } else {
            kubectl.edit(namespace, "destinationrule/" + NAME, "2s", "9s");
        }
    }

    private void awaitAppliedReturns(int times) {
        await("in place, after it was set back %d times".formatted(times))
                .atMost(SOON)
                .until(
                        () ->
                                connections().contains("connectTimeout=2s")
                                        && applied("DestinationRule/" + NAME)
                                                .filter(it -> it == times)
                                                .findAny()
                                                .isPresent());
    }

    @Test
    void whatIsHeldByAReconcilingToolIsLeftToItAndTold() {
        startTheOperator();
        applyTraffic("Enforce", MESH);
        becomesThere(DestinationRule, NAME);
        fluxTakesTheConnectTimeout();
        assertThat(connections()).contains("connectTimeout=9s");
    }

    @Test
    void whereTheProvidersWebhookIsDownItIsToldAndAllElseGoesOn() {
        theWebhookGoesAway(VirtualService);
        var running = startTheOperator();
        applyTraffic("Enforce", MESH);
        awaits("Programmed", "False", "PatchRejected", "failed calling webhook");
        becomesThere(DestinationRule, NAME);
        assertThat(running.passes("Failed")).isZero();

        theWebhookComesBack();
        becomesThere(VirtualService, NAME);
        awaits("Programmed", "True", "Programmed", "");
    }
}
