package dev.connectivity.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.diagnose.Entrance;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewaysTest {

    @Test
    void everyRuleOfAnIngressIsAnEntrance() {
        Ingress ingress =
                Serialization.unmarshal(
                        """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: shop}
                        spec:
                          defaultBackend: {service: {name: pages, port: {name: http}}}
                          rules:
                          - host: shop.example.test
                            http:
                              paths:
                              - {path: /, pathType: Prefix, backend: {service: {name: storefront, port: {number: 80}}}}
                              - {path: /static, pathType: Prefix, backend: {resource: {kind: Bucket, name: b}}}
                          - host: empty.example.test
                        """,
                        Ingress.class);

        assertThat(Gateways.of(ingress))
                .containsExactly(
                        new Entrance(
                                "Ingress/shop",
                                "everything else",
                                "pages",
                                Optional.of(new IntOrString("http")),
                                Optional.empty()),
                        new Entrance(
                                "Ingress/shop",
                                "shop.example.test/",
                                "storefront",
                                Optional.of(new IntOrString(80)),
                                Optional.empty()));
    }

    @Test
    void anHttpRouteIsReadWithWhatItsGatewaysSayOfIt() {
        assertThat(
                        Gateways.of(
                                route(
                                        """
                                        spec:
                                          hostnames: [shop.example.test]
                                          rules:
                                          - matches: [{path: {type: PathPrefix, value: /shop}}]
                                            backendRefs:
                                            - {name: storefront, port: 80}
                                            - {name: other, namespace: else, port: 80}
                                            - {kind: Bucket, name: b}
                                        status:
                                          parents:
                                          - conditions:
                                            - {type: Accepted, status: "True", reason: Accepted, message: m}
                                            - {type: ResolvedRefs, status: "False", reason: BackendNotFound, message: m}
                                        """)))
                .containsExactly(
                        new Entrance(
                                "HTTPRoute/shop",
                                "shop.example.test/shop",
                                "storefront",
                                Optional.of(new IntOrString(80)),
                                Optional.of("ResolvedRefs=False, BackendNotFound")));
    }

    @Test
    void aRouteWithoutRulesLeadsNowhere() {
        assertThat(Gateways.of(route("spec: {}"))).isEmpty();
        assertThat(Gateways.of(new Ingress())).isEmpty();
    }

    private static GenericKubernetesResource route(String rest) {
        return Serialization.unmarshal(
                """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: shop}
                """
                        + rest,
                GenericKubernetesResource.class);
    }
}
