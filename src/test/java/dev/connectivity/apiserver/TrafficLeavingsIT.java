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

    private static final String GATEWAY = "{provider: EnvoyGateway, routes: [storefront]}";

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
        kubectl.onFile(
                namespace,
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: storefront-chatbot}
                spec:
                  host: chat.example.test
                  trafficPolicy: {connectionPool: {tcp: {connectTimeout: 9s}}}
                """,
                "apply",
                "--server-side",
                "--force-conflicts",
                "--field-manager=kustomize-controller");
        awaits("Programmed", "False", "FieldOwnershipConflict", "held by kustomize-controller");
        applyTraffic("Enforce", "");
        allGo();
    }

    @Test
    void aDeletionThatIsRefusedIsToldAndTriedAgainAndKeepsNothingElseUp() {
        startTheOperator();
        isToldToTheMesh();
        kubectl.onFile(
                namespace,
                """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                - name: away.example.test
                  clientConfig: {url: https://127.0.0.1:1/validate}
                  rules: [{apiGroups: [networking.istio.io], apiVersions: ["*"], operations: [DELETE], resources: [destinationrules]}]
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                  failurePolicy: Fail
                  sideEffects: None
                  admissionReviewVersions: [v1]
                """
                        .formatted(namespace),
                "apply");
        applyTraffic("Enforce", GATEWAY);
        awaits("Programmed", "False", "PatchRejected", "DestinationRule " + NAME);
        goes(VirtualService, NAME);
        becomesThere(BackendTrafficPolicy, "storefront");
        applyTraffic("Enforce", "");
        goes(BackendTrafficPolicy, "storefront");
        assertThat(isThere(DestinationRule, NAME)).isTrue();

        kubectl.run("delete", "validatingwebhookconfiguration", namespace);
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
