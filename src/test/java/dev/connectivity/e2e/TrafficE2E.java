package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a mesh and a gateway are told, by the operator with the rights that it has in a cluster. */
class TrafficE2E {

    private static final String ISTIO = "destinationrules,virtualservices,serviceentries";
    private static final String GATEWAY = "backendtrafficpolicies";
    private static final String ROUTE =
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: storefront}
            spec:
              parentRefs: [{name: web}]
              rules: [{backendRefs: [{name: storefront, port: 80}]}]
            """;

    @BeforeAll
    static void installTheirKinds() {
        Shell.succeed("", "kubectl", "apply", "--server-side", "-f", kinds());
        Shell.succeed(
                "",
                "kubectl",
                "wait",
                "--for=condition=Established",
                "crd",
                "--all",
                "--timeout=60s");
    }

    @AfterAll
    static void removeThem() {
        Shell.succeed("", "kubectl", "delete", "--wait=false", "-f", kinds());
    }

    @Test
    void theyAreMadeReplacedAndGoWithThePolicy() {
        try (Scene scene = Scene.open("traffic")) {
            scene.apply(Storefront.well().yaml());
            await("the new kinds are served")
                    .atMost(Scene.PATIENCE)
                    .until(() -> scene.tryApply(ROUTE).code() == 0);
            scene.apply(policy("{provider: Istio}"));
            scene.awaitCondition("Programmed", "True", Reason.Programmed);
            assertThat(names(scene, ISTIO))
                    .containsExactlyInAnyOrder(
                            "destinationrule.networking.istio.io/storefront-chat",
                            "virtualservice.networking.istio.io/storefront-chat",
                            "serviceentry.networking.istio.io/storefront-chat");

            scene.apply(policy("{provider: EnvoyGateway, routes: [storefront]}"));
            scene.awaitCondition("Programmed", "True", Reason.Programmed);
            scene.awaitCondition("ResolvedRefs", "True", Reason.Resolved);
            assertThat(names(scene, ISTIO)).isEmpty();
            assertThat(names(scene, GATEWAY))
                    .containsExactly("backendtrafficpolicy.gateway.envoyproxy.io/storefront");

            scene.kubectl("delete", "connpol", Scene.NAME, "--timeout=60s");
            await().atMost(Scene.PATIENCE).until(() -> names(scene, GATEWAY).isEmpty());
        }
    }

    private static String policy(String traffic) {
        return Storefront.policy(
                "Enforce",
                3001,
                "upstreams: [{name: chat, url: http://chat.example.test, importance: Optional}]\n"
                        + "traffic: "
                        + traffic);
    }

    private static List<String> names(Scene scene, String kinds) {
        return scene.kubectl("get", kinds, "-o", "name")
                .lines()
                .filter(it -> it.contains("/"))
                .toList();
    }

    private static String kinds() {
        return Shell.succeed("", "src/testbed/traffic-crds").strip();
    }
}
