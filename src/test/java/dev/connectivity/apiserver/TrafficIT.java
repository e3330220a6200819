package dev.connectivity.apiserver;

import static dev.connectivity.traffic.TrafficKind.BackendTrafficPolicy;
import static dev.connectivity.traffic.TrafficKind.DestinationRule;
import static dev.connectivity.traffic.TrafficKind.ServiceEntry;
import static dev.connectivity.traffic.TrafficKind.VirtualService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.plan.FieldManagers;
import dev.connectivity.propose.KubectlText;
import dev.connectivity.propose.Proposer;
import dev.connectivity.traffic.TrafficKind;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code spec.traffic} has written, under the CRDs of those who are to read it. */
class TrafficIT extends TrafficScene {

    private static final String ROUTE =
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: storefront}
            spec:
              parentRefs: [{name: web}]
              rules: [{backendRefs: [{name: storefront, port: 80}]}]
            """;

    @BeforeEach
    void installTheProviders() {
        install(ISTIO, ENVOY_GATEWAY, GATEWAY_API);
    }

    @Test
    void istioIsToldOfAnUpstreamInThreeResourcesThatAreThePolicys() {
        startTheOperator();
        applyTraffic("Enforce", MESH);
        awaits("Programmed", "True", "Programmed", "");

        assertThat(field(ServiceEntry, NAME, "hosts")).isEqualTo("[chat.example.test]");
        assertThat(field(DestinationRule, NAME, "trafficPolicy", "outlierDetection"))
                .contains("consecutiveGatewayErrors=5", "baseEjectionTime=30s");
        assertThat(field(VirtualService, NAME, "http"))
                .contains(
                        "attempts=3",
                        "backoff=500ms",
                        "perTryTimeout=10s",
                        "retryOn=connect-failure,refused-stream");
        for (TrafficKind kind : List.of(ServiceEntry, DestinationRule, VirtualService)) {
            var metadata = resource(kind, NAME).get().getMetadata();
            assertThat(metadata.getOwnerReferences())
                    .singleElement()
                    .satisfies(
                            it ->
                                    assertThat(it.getUid())
                                            .isEqualTo(policy().get().getMetadata().getUid()));
            assertThat(metadata.getManagedFields())
                    .singleElement()
                    .extracting(ManagedFieldsEntry::getManager, ManagedFieldsEntry::getOperation)
                    .containsExactly(FieldManagers.TRAFFIC, "Apply");
        }
        assertThat(policy().get().getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void envoyGatewayIsToldOfTheRoutes() {
        clientSideApply(ROUTE);
        startTheOperator();
        applyTraffic("Enforce", GATEWAY);
        awaits("Programmed", "True", "Programmed", "");

        assertThat(field(BackendTrafficPolicy, "storefront", "targetRefs"))
                .contains("kind=HTTPRoute", "name=storefront");
        assertThat(field(BackendTrafficPolicy, "storefront", "retry"))
                .contains("numRetries=3", "triggers=[connect-failure, refused-stream]");
        awaits("ResolvedRefs", "True", "Resolved", "");
    }

    @Test
    void aRouteThatIsNotThereIsToldAndFoundLater() {
        startTheOperator();
        applyTraffic("Enforce", GATEWAY);
        awaits("ResolvedRefs", "False", "RouteNotFound", "HTTPRoute storefront does not exist");
        becomesThere(BackendTrafficPolicy, "storefront");

        clientSideApply(ROUTE);
        awaits("ResolvedRefs", "True", "Resolved", "");
    }

    @Test
    void whatThePolicyChangesIsChangedAndWhatItNoLongerAsksForGoes() {
        startTheOperator();
        applyTraffic("Enforce", "{provider: Istio, limits: {connections: 7}}");
        await().atMost(SOON).until(() -> connections().contains("maxConnections=7"));

        applyTraffic("Enforce", "{provider: Istio, connectTimeout: 5s}");
        await().atMost(SOON).until(() -> connections().equals("{tcp={connectTimeout=5s}}"));

        applyTraffic("Enforce", "");
        goes(ServiceEntry, NAME);
        goes(DestinationRule, NAME);
        goes(VirtualService, NAME);
        awaits("Programmed", "True", "Programmed", "");
    }

    @Test
    void anotherProviderTakesOver() {
        clientSideApply(ROUTE);
        startTheOperator();
        applyTraffic("Enforce", MESH);
        becomesThere(VirtualService, NAME);
        applyTraffic("Enforce", GATEWAY);
        becomesThere(BackendTrafficPolicy, "storefront");
        goes(VirtualService, NAME);
    }

    @Test
    void theyGoWithThePolicy() {
        startTheOperator();
        applyTraffic("Enforce", MESH);
        becomesThere(VirtualService, NAME);
        policy().delete();
        goes(VirtualService, NAME);
        goes(DestinationRule, NAME);
        goes(ServiceEntry, NAME);
    }

    @Test
    void observeWritesNothingAndProposesEach() {
        startTheOperator();
        applyTraffic("Observe", MESH);
        awaits("Programmed", "Unknown", "Proposed", "3 changes proposed");
        assertThat(resources(DestinationRule).list().getItems()).isEmpty();
        assertThat(way.changes("networking.istio.io")).isZero();

        Proposer.proposeWhole(namespace, policy().get().getStatus().findings())
                .forEach(it -> kubectl.shell(KubectlText.command(it)));
        for (TrafficKind kind : List.of(ServiceEntry, DestinationRule, VirtualService)) {
            assertThat(resources(kind).list().getItems()).hasSize(1);
        }
        awaits("Programmed", "True", "Programmed", "");
        assertThat(way.changes("networking.istio.io")).isZero();
    }

    @Test
    void aRestartWritesNothingAgainAndForgetsNothing() {
        startTheOperator();
        applyTraffic("Enforce", MESH);
        awaits("Programmed", "True", "Programmed", "");
        stopTheOperator();
        long writes = way.writes("networking.istio.io");
        resource(VirtualService, NAME).delete();

        startTheOperator();
        becomesThere(VirtualService, NAME);
        awaits("Programmed", "True", "Programmed", "");
        assertThat(way.writes("networking.istio.io")).isEqualTo(writes + 1);
        await().atMost(SOON)
                .until(() -> applied("VirtualService/" + NAME).toList().equals(List.of(1)));
    }

    @Test
    void killedBeforeAWriteItGoesOnWhereItWas() {
        way.lose(it -> it.startsWith("PATCH") && it.contains("virtualservices"));
        var first = startTheOperator();
        applyTraffic("Enforce", MESH);
        await().atMost(SOON).until(() -> first.passes("Failed") > 0);
        assertThat(isThere(DestinationRule, NAME)).isTrue();
        stopTheOperator();
        way.heal();
        startTheOperator();
        becomesThere(VirtualService, NAME);
        awaits("Programmed", "True", "Programmed", "");
    }
}
