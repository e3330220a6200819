package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A first policy, and waiting for one. */
class LiveCommandsIT extends LiveScene {

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
}
