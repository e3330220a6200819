package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where requests end, as {@code explain} tells it. */
class ExplainIT extends LiveScene {

    private static final String USER = "kubernetes.impersonate.username";

    /** As the Gateway API has it, without its schema. */
    private static final String HTTP_ROUTES =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: httproutes.gateway.networking.k8s.io
              annotations: {api-approved.kubernetes.io: "unapproved, for a test"}
            spec:
              group: gateway.networking.k8s.io
              names: {kind: HTTPRoute, listKind: HTTPRouteList, plural: httproutes, singular: httproute}
              scope: Namespaced
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """;

    private static final String HTTP_ROUTE =
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop}
            spec:
              hostnames: [shop.example.test]
              rules: [{matches: [{path: {value: /shop}}], backendRefs: [{name: storefront, port: 80}]}]
            """;

    private static final String FEW_RIGHTS =
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: visitor}
            rules:
            - {apiGroups: [""], resources: [pods, services], verbs: [get, list]}
            - {apiGroups: [apps], resources: [deployments, replicasets], verbs: [get, list]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: visitor}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: visitor}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: visitor}]
            """;

    @Test
    void withoutAPolicyExplainShowsTheStepThatFailsAndSaysWhatIsAGuess() {
        assertThat(run("explain", "deploy/storefront")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("Deployment/storefront in namespace " + namespace)
                .containsPattern("gateway +ok +Ingress/shop +shop.example.test/ leads to")
                .containsPattern(
                        "service +ok +Service/storefront +port http \\(80\\) leads to 3000")
                .containsPattern("port +FAILS .*3000 refuses on 1 of 1 pod; 3001 accepts.*<-- here")
                .contains("ConnectionRefused: ", "That 3001 is meant is a guess")
                .contains("No ConnectivityPolicy looks after this Deployment")
                .contains("connectivity init deploy/storefront");
    }

    @Test
    void withAPolicyExplainProvesThePortMismatch() {
        clientSideApply(IncidentScene.POLICY.formatted("Observe"));
        status("WorkloadReachable", "False", "PortMismatch", "3000 refuses and 3001 accepts.");

        assertThat(run("explain", "deployment/storefront", "-o", "json")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("\"policy\" : \"storefront\"", "\"reason\" : \"PortMismatch\"")
                .contains("\"reach\" : \"No\"", "\"stage\" : \"Port\"", "Set targetPort to 3001")
                .contains("connectivity propose deploy/storefront");
    }

    @Test
    void whatTheOperatorSaysIsToldAndCountsWhereThePodsCannotBeAsked() {
        clientSideApply(IncidentScene.POLICY.formatted("Observe"));
        status("WorkloadReachable", "False", "PortMismatch", "3000 refuses and 3001 accepts.");
        System.setProperty(ALLOW, "192.0.2.1/32");

        assertThat(run("explain", "storefront")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("PortMismatch: 3000 refuses and 3001 accepts. So says the operator")
                .contains("the operator says: WorkloadReachable=False");
    }

    @Test
    void whereNobodyCanSayItIsUndetermined() {
        System.setProperty(ALLOW, "192.0.2.1/32");

        assertThat(run("explain", "deploy/storefront")).isEqualTo(3);
        assertThat(terminal.out()).contains("Undetermined: The pods cannot be asked from here");
    }

    @Test
    void aWorkloadThatIsServedIsWell() {
        clientSideApply(SERVICE.replace("targetPort: 3000", "targetPort: 3001"));
        sliceOfTheStorefront();

        assertThat(run("explain", "deploy/storefront")).as(terminal.out()).isZero();
        assertThat(terminal.out()).contains("Reachable: ").doesNotContain("FAILS");
    }

    @Test
    void anIngressOfAPortThatTheServiceLacksIsFoundThoughThePodsAnswer() {
        clientSideApply(SERVICE.replace("targetPort: 3000", "targetPort: 3001"));
        clientSideApply(MORE.replace("number: 80", "number: 8080"));
        sliceOfTheStorefront();

        assertThat(run("explain", "deploy/storefront")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("ServiceNotFound: Ingress/shop:", "which has port http");
    }

    @Test
    void anHttpRouteIsSeenWhereTheClusterKnowsThem() {
        clientSideApply(HTTP_ROUTES);
        var routes = client.apiextensions().v1().customResourceDefinitions();
        routes.withName("httproutes.gateway.networking.k8s.io")
                .waitUntilCondition(
                        it ->
                                it.getStatus() != null
                                        && it.getStatus().getConditions().stream()
                                                .anyMatch(
                                                        condition ->
                                                                condition
                                                                                .getType()
                                                                                .equals(
                                                                                        "Established")
                                                                        && condition
                                                                                .getStatus()
                                                                                .equals("True")),
                        30,
                        TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> clientSideApply(HTTP_ROUTE));

        assertThat(run("explain", "deploy/storefront")).isEqualTo(1);
        assertThat(terminal.out())
                .containsPattern("gateway +ok +HTTPRoute/shop +shop.example.test/shop leads to");
    }

    @Test
    void whatTheUserMayNotReadIsLeftOutAndSaid() {
        clientSideApply(FEW_RIGHTS);
        API.awaitThatMay(
                "visitor",
                new ResourceAttributesBuilder()
                        .withNamespace(namespace)
                        .withVerb("list")
                        .withResource("pods")
                        .build());
        System.setProperty(USER, "visitor");
        try {
            assertThat(run("explain", "deploy/storefront")).isEqualTo(1);
            assertThat(terminal.out())
                    .contains("note: Ingresses were not looked at: you may not list them")
                    .contains("3000 refuses on 1 of 1 pod");
            assertThat(run("wait", "storefront")).isEqualTo(3);
            assertThat(terminal.err()).contains("The API server refuses: ", "visitor");
        } finally {
            System.clearProperty(USER);
        }
    }

    @Test
    void aDeploymentThatIsNotThereIsAMistake() {
        assertThat(run("explain", "deploy/nowhere")).isEqualTo(2);
        assertThat(run("explain", "service/storefront")).isEqualTo(2);
        assertThat(terminal.err())
                .contains("There is no Deployment nowhere in namespace " + namespace)
                .contains("name a Deployment");
    }

    private void sliceOfTheStorefront() {
        clientSideApply(
                """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: storefront-x, labels: {kubernetes.io/service-name: storefront}}
                addressType: IPv4
                endpoints: [{addresses: [198.51.100.7], conditions: {ready: true}, targetRef: {kind: Pod, name: storefront-r1-0}}]
                ports: [{name: http, port: 3001, protocol: TCP}]
                """);
    }
}
