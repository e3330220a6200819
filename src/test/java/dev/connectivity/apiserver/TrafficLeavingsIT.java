package dev.connectivity.apiserver;

import static dev.connectivity.traffic.TrafficKind.BackendTrafficPolicy;
import static dev.connectivity.traffic.TrafficKind.DestinationRule;
import static dev.connectivity.traffic.TrafficKind.ServiceEntry;
import static dev.connectivity.traffic.TrafficKind.VirtualService;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a policy asks for no longer goes, whatever is in the way at first. */
class TrafficLeavingsIT extends TrafficScene {

    @BeforeEach
    void installTheProviders() {
        install(ISTIO, ENVOY_GATEWAY, GATEWAY_API);
    }

    @Test
    void whatObserveLeavesGoesOnceThePolicyEnforcesAgain() {
        startTheOperator();
        isToldToTheMesh();
        applyTraffic("Observe", GATEWAY);
        awaits("Programmed", "Unknown", "Proposed", "BackendTrafficPolicy");
        assertThat(isThere(VirtualService, NAME)).isTrue();
        assertThat(findings())
                .filteredOn(it -> it.object().equals("VirtualService/" + NAME))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("mode: Enforce"));
        applyTraffic("Enforce", GATEWAY);
        becomesThere(BackendTrafficPolicy, "storefront");
        allGo();
    }

    @Test
    void whatSomebodyElseHoldsAFieldOfGoesToo() {
        startTheOperator();
        isToldToTheMesh();
        fluxTakesTheConnectTimeout();
        applyTraffic("Enforce", "");
        allGo();
    }

    @Test
    void aDeletionThatIsRefusedIsToldAndTriedAgainAndKeepsNothingElseUp() {
        startTheOperator();
        isToldToTheMesh();
        theWebhookGoesAway(DestinationRule);
        applyTraffic("Enforce", GATEWAY);
        awaits("Programmed", "False", "PatchRejected", "DestinationRule " + NAME);
        goes(VirtualService, NAME);
        becomesThere(BackendTrafficPolicy, "storefront");
        applyTraffic("Enforce", "");
        goes(BackendTrafficPolicy, "storefront");
        assertThat(isThere(DestinationRule, NAME)).isTrue();

        theWebhookComesBack();
        allGo();
        awaits("Programmed", "True", "Programmed", "");
    }

    /** As a controller does that writes a resource's status. */
    @Test
    void aWriteOfSomebodyElseInBetweenOnlyDelaysADeletion() {
        startTheOperator();
        isToldToTheMesh();
        way.overtake(
                it -> it.startsWith("DELETE") && it.endsWith("/destinationrules/" + NAME),
                () ->
                        kubectl.run(
                                "label", "-n", namespace, "destinationrule/" + NAME, "of=theirs"));
        applyTraffic("Enforce", GATEWAY);
        allGo();
    }

    private void isToldToTheMesh() {
        applyTraffic("Enforce", MESH);
        becomesThere(VirtualService, NAME);
        awaits("Programmed", "True", "Programmed", "");
    }

    private void allGo() {
        goes(VirtualService, NAME);
        goes(DestinationRule, NAME);
        goes(ServiceEntry, NAME);
    }
}
