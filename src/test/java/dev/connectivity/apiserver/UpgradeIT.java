package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator that is older than the CRD, the policies and what was written in their status. */
class UpgradeIT extends FallbackScene {

    private static final String NOVEL =
            """
            {type: Flag, flag: chatbot, dwell: 1s, novel: kept}
                novel: kept
              novel: kept
            """;

    private static final String STATUS_OF_A_LATER_VERSION =
            """
            apiVersion: connectivity.dev/v1alpha1
            kind: ConnectivityPolicy
            metadata: {name: storefront}
            status:
              observedGeneration: 1
              novel: told
              conditions:
              - type: Accepted
                status: "True"
                reason: Novel
                message: something new
                lastTransitionTime: "2026-01-01T00:00:00Z"
                observedGeneration: 1
              upstreams:
              - name: chatbot
                state: Novel
                circuit: Novel
                reason: Novel
                since: "2026-01-01T00:00:00Z"
                novel: told
                fallback: {state: Novel, since: "2026-01-01T00:00:00Z", novel: told}
              findings: [{reason: Novel, object: Novel/one, message: something new, state: Novel}]
              rollout: {workload: any, state: Novel, template: any, began: "2026-01-01T00:00:00Z"}
              objectives: [{name: Novel, state: Novel, missedBy: [upstream/chatbot], since: "2026-01-01T00:00:00Z"}]
              lastIncident: {dependency: upstream/chatbot, reason: Novel, began: "2026-01-01T00:00:00Z", detectedAfter: 1s}
            """;

    private NewerCrd crd;

    @BeforeEach
    void installALaterCrd() {
        crd =
                NewerCrd.install(
                        client,
                        () ->
                                serverSideApply(
                                        "trial",
                                        """
                                        apiVersion: connectivity.dev/v1alpha1
                                        kind: ConnectivityPolicy
                                        metadata: {name: trial}
                                        spec: {novel: allowed, mode: Novel, workload: {name: trial}}
                                        """));
    }

    @AfterEach
    void putTheCrdBack() {
        crd.close();
    }

    @Test
    void whatItDoesNotKnowIsPassedOverAndKept() {
        applyPolicy(NOVEL);
        writeStatusOfALaterVersion();
        startTheOperator();

        await().atMost(SOON).until(() -> at("/status/upstreams/0/state").equals("Up"));
        await().atMost(SOON)
                .until(() -> at("/status/upstreams/0/fallback/state").equals("Inactive"));
        theUpstreamAnswers(false);
        becomes(FallbackState.Active);
        await().atMost(SOON).until(() -> flag("chatbot").filter("true"::equals).isPresent());
        assertThat(policy().get().getFinalizers()).isNotEmpty();
        theUpstreamAnswers(true);
        becomes(FallbackState.Inactive);

        assertThat(at("/spec/novel")).isEqualTo("kept");
        assertThat(at("/spec/upstreams/0/novel")).isEqualTo("kept");
        assertThat(at("/spec/upstreams/0/fallback/novel")).isEqualTo("kept");
        assertThat(written().at("/status").toString()).doesNotContain("Novel");
    }

    @Test
    void aPolicyThatNeedsALaterVersionSaysSoAndKeepsNoOtherFromItsWork() {
        startTheOperator();
        clientSideApply(
                """
                apiVersion: connectivity.dev/v1alpha1
                kind: ConnectivityPolicy
                metadata: {name: trial}
                spec:
                  novel: allowed
                  mode: Novel
                  workload: {name: trial}
                  secrets: [db]
                  database: {engine: Novel, url: {secret: db, key: URL}}
                """);
        applyPolicy("{type: Flag, flag: chatbot, dwell: 1s}");
        await().atMost(SOON).until(() -> at("/status/upstreams/0/state").equals("Up"));
        await().atMost(SOON)
                .until(
                        () ->
                                policyNamed("trial")
                                        .at("/status/conditions")
                                        .findValuesAsText("reason")
                                        .contains("InvalidSpec"));
        assertThat(policyNamed("trial").at("/status/conditions").findValuesAsText("message"))
                .contains(
                        "spec.database.engine: Give this field a value that this version of the"
                                + " operator knows.");
    }

    private void writeStatusOfALaterVersion() {
        GenericKubernetesResource status =
                Serialization.unmarshal(STATUS_OF_A_LATER_VERSION, GenericKubernetesResource.class);
        status.getMetadata().setNamespace(namespace);
        client.resource(status)
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("connectivity-operator-status")
                                .withForce(true)
                                .build());
        assertThat(at("/status/upstreams/0/state")).isEqualTo("Novel");
    }

    private String at(String pointer) {
        return written().at(pointer).asText();
    }

    private JsonNode written() {
        return policyNamed("storefront");
    }

    private JsonNode policyNamed(String name) {
        return Serialization.jsonMapper()
                .valueToTree(
                        client.genericKubernetesResources(
                                        "connectivity.dev/v1alpha1", "ConnectivityPolicy")
                                .inNamespace(namespace)
                                .withName(name)
                                .get());
    }
}
