package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.cli.Terminal;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Commands as a user gives them, against a real API server; the pods' process really listens, on
 * loopback, and what the operator would write of it is written by hand.
 */
class LiveCommandsIT extends StorefrontScene {

    private static final String KUBECONFIG = "kubeconfig";
    private static final String ALLOW = "connectivity.probes.allow";

    private static final String MORE =
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: shop}
            spec:
              rules:
              - host: shop.example.test
                http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: storefront, port: {number: 80}}}}]}
            """;

    private final Terminal terminal = new Terminal();
    private StagedWorkload workload;

    @BeforeEach
    void deployTheStorefront() {
        System.setProperty(KUBECONFIG, Path.of(folder.toString(), "kubeconfig").toString());
        System.setProperty(ALLOW, "127.0.0.0/8");
        workload = new StagedWorkload(client, namespace);
        clientSideApply(SERVICE);
        clientSideApply(IncidentScene.WORKLOAD);
        clientSideApply(MORE);
        workload.rollOut();
    }

    @AfterEach
    void endTheScene() {
        workload.close();
        System.clearProperty(KUBECONFIG);
        System.clearProperty(ALLOW);
    }

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

        assertThat(run("explain", "deployment/storefront", "-o", "json")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("\"policy\" : \"storefront\"", "\"reason\" : \"PortMismatch\"")
                .contains("\"reach\" : \"No\"", "\"stage\" : \"Port\"", "Set targetPort to 3001");
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
    void aDeploymentThatIsNotThereIsAMistake() {
        assertThat(run("explain", "deploy/nowhere")).isEqualTo(2);
        assertThat(run("explain", "service/storefront")).isEqualTo(2);
        assertThat(terminal.err())
                .contains("There is no Deployment nowhere in namespace " + namespace)
                .contains("name a Deployment");
    }

    @Test
    void whatInitDraftsIsAcceptedByTheApiServerAndClaimsThePortThatAnswers() {
        assertThat(run("init", "deploy/storefront")).isZero();
        ConnectivityPolicy draft =
                Serialization.unmarshal(terminal.out(), ConnectivityPolicy.class);
        ConnectivityPolicy created = client.resource(draft).inNamespace(namespace).create();

        assertThat(created.getSpec().listener().port()).isEqualTo(3001);
        assertThat(created.getSpec().listener().env()).containsExactly("PORT");
        assertThat(terminal.out())
                .contains("# accepts on every running pod; nothing names it")
                .contains("- name: storefront # selects the pods; port http (80) leads to 3000");
        assertThat(run("init", "deploy/storefront", "-o", "json")).isZero();
        assertThat(terminal.err()).contains("storefront looks after this Deployment already");
    }

    @Test
    void anUnprovenPortIsMarkedAndNotWell() {
        workload.close();

        assertThat(run("init", "deploy/storefront")).isEqualTo(3);
        assertThat(terminal.out()).contains("port: 3000 # NOT PROVEN");
        assertThat(terminal.err()).contains("The port is not proven");
        assertThat(client.resource(terminal.out()).inNamespace(namespace).create()).isNotNull();
    }

    @Test
    void waitEndsWithTheConditionAndTellsItsProgress() throws Exception {
        clientSideApply(IncidentScene.POLICY.formatted("Enforce"));
        FutureTask<Integer> waiting =
                new FutureTask<>(
                        () ->
                                run(
                                        "wait",
                                        "connpol/storefront",
                                        "--for",
                                        "Ready",
                                        "--timeout",
                                        "60s"));
        Thread.ofVirtual().start(waiting);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> terminal.err().contains("is not observed yet"));
        status("Ready", "False", "PortMismatch", "3000 refuses.");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> terminal.err().contains("Ready is False, PortMismatch"));
        assertThat(waiting.isDone()).isFalse();
        status("Ready", "True", "Ready", "All is well.");

        assertThat(waiting.get()).isZero();
        assertThat(terminal.out()).contains("Ready=True is met");
    }

    @Test
    void waitSaysHowItEndedOtherwise() {
        assertThat(run("wait", "storefront")).as("no such policy").isEqualTo(2);
        clientSideApply(IncidentScene.POLICY.formatted("Enforce"));
        assertThat(run("wait", "storefront", "--timeout", "100ms")).as("unobserved").isEqualTo(3);
        status("Ready", "False", "PortMismatch", "3000 refuses.");
        assertThat(run("wait", "storefront", "--timeout", "100ms")).as("not met").isEqualTo(1);
        assertThat(run("wait", "storefront", "--for", "Redy")).as("misspelt").isEqualTo(2);
        assertThat(terminal.err()).contains("'Redy' is no condition of a policy");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-n", namespace));
        return terminal.run(all.toArray(String[]::new));
    }

    private void status(String type, String status, String reason, String message) {
        var policy =
                client.resources(ConnectivityPolicy.class)
                        .inNamespace(namespace)
                        .withName("storefront");
        policy.subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                        {"status": {"observedGeneration": %d, "conditions": [{"type": "%s", "status": "%s", "reason": "%s",
                          "message": "%s", "lastTransitionTime": "2026-01-01T12:00:00Z"}]}}
                        """
                                .formatted(
                                        policy.get().getMetadata().getGeneration(),
                                        type,
                                        status,
                                        reason,
                                        message));
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
