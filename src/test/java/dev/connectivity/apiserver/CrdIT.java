package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.testing.Examples;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrdIT {

    @RegisterExtension static final ApiServer API = new ApiServer();

    private static final String DEFAULTED =
            """
            mode: Observe
            onConflict: Auto
            readyWhen: Configuration
            suspended: false
            workload: {kind: Deployment, name: storefront}
            secrets: [db]
            listener: {port: 3001, protocol: HTTP}
            health:
              readiness: {period: 5s, timeout: 2s, failures: 2}
              liveness: {period: 10s, timeout: 2s, failures: 3}
            database:
              engine: PostgreSQL
              url: {secret: db, key: URL}
              probe: {interval: 10s, timeout: 5s, role: ReadWrite}
              circuit: {failures: 3, openFor: 10s, successes: 2}
            upstreams:
            - name: chat
              url: https://chat.example.test/
              importance: Required
              probe:
                interval: 15s
                timeout: 10s
                http: {method: GET, status: [200-399], followRedirects: 0, version: HTTP1}
                tls: {expiryWarning: 336h}
              retry: {limit: 3, backoff: 1s, maxBackoff: 8s}
              circuit: {failures: 5, openFor: 30s, successes: 2}
            objectives: {window: 720h, recovery: {database: 30s, service: 60s, system: 5m}}
            """;

    private String namespace = "";

    @BeforeEach
    void enterANewNamespace() {
        namespace = API.newNamespace();
    }

    @ParameterizedTest
    @MethodSource
    void everyExampleApplies(Path example) {
        assertThatCode(() -> apply(Examples.text(example))).doesNotThrowAnyException();
    }

    static List<Path> everyExampleApplies() {
        return Examples.VALID.files();
    }

    @ParameterizedTest
    @MethodSource
    void everyInvalidExampleIsRefusedWithItsMessage(Path example) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> create(Examples.text(example)))
                .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo(422))
                .withMessageContaining(Examples.message(example))
                .withMessageNotContainingAny("evaluating rule", "no such key", "runtime error");
    }

    static List<Path> everyInvalidExampleIsRefusedWithItsMessage() {
        return Examples.INVALID.files();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: other}",
                "{name: storefront, container: app}",
            })
    void theWorkloadCannotBeChanged(String workload) {
        create(policy("workload: {name: storefront}"));

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> apply(policy("workload: " + workload)))
                .withMessageContaining(Demands.SAME_WORKLOAD);
    }

    @Test
    void everythingButTheWorkloadCanBeChanged() {
        create(policy("workload: {name: storefront}"));

        var changed =
                apply(
                        policy(
                                "workload: {name: storefront}\n"
                                        + "mode: Enforce\n"
                                        + "listener: {port: 3001}"));

        assertThat(changed.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void anUnknownFieldIsRefused() {
        var text = policy("workload: {name: storefront}\npool: {size: 20}");

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> apply(text))
                .withMessageContaining(".spec.pool: field not declared in schema");
    }

    @Test
    void defaultsAreFilledIn() {
        var spec =
                spec(
                        create(
                                policy(
                                        """
                                        workload: {name: storefront}
                                        secrets: [db]
                                        listener: {port: 3001}
                                        health: {readiness: {}, liveness: {}}
                                        database: {engine: PostgreSQL, url: {secret: db, key: URL}}
                                        upstreams: [{name: chat, url: 'https://chat.example.test/'}]
                                        """)));

        assertThat(spec).isEqualTo(Serialization.unmarshal(DEFAULTED, JsonNode.class));
    }

    /** Else a policy would mean one thing under this CRD and another under one without defaults. */
    @ParameterizedTest
    @MethodSource("everyExampleApplies")
    void theReaderFillsInWhatTheSchemaDoes(Path example) {
        var stored =
                Serialization.unmarshal(
                        Serialization.asJson(create(Examples.text(example))),
                        ConnectivityPolicy.class);
        var written = Examples.read(example, ConnectivityPolicy.class);
        written.setMetadata(stored.getMetadata());

        assertThat(PolicyReader.read(stored)).isEqualTo(PolicyReader.read(written));
    }

    @Test
    void partlyGivenGroupsKeepTheOtherDefaults() {
        var stored =
                create(
                        policy(
                                """
                                workload: {name: storefront}
                                upstreams:
                                - {name: chat, url: 'https://chat.example.test/', circuit: {failures: 9}}
                                """));

        assertThat(spec(stored).at("/upstreams/0/circuit"))
                .isEqualTo(
                        Serialization.unmarshal(
                                "failures: 9\nopenFor: 30s\nsuccesses: 2", JsonNode.class));
    }

    @Test
    void eachConditionHasAnOwnerOfItsOwn() {
        create(policy("workload: {name: storefront}"));

        applyCondition("connectivity-operator-status", "Ready");
        var both = applyCondition("someone-else", "Reviewed");

        assertThat(status(both).at("/conditions").findValuesAsText("type"))
                .containsExactlyInAnyOrder("Ready", "Reviewed");
    }

    @Test
    void aConditionWithoutAReasonIsRefused() {
        create(policy("workload: {name: storefront}"));
        var text =
                policy("workload: {name: storefront}")
                        + "status: {conditions: [{type: Ready, status: 'True'}]}";

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> applyStatus("connectivity-operator-status", text))
                .withMessageContaining("status.conditions[0].reason: Required value");
    }

    @Test
    void aReasonThatTheCrdDoesNotKnowYetIsAccepted() {
        create(policy("workload: {name: storefront}"));

        var stored =
                applyStatus(
                        "connectivity-operator-status",
                        policy("workload: {name: storefront}")
                                + "status: {findings: [{reason: FromTheFuture, object: a/b,"
                                + " message: c}]}");

        assertThat(status(stored).at("/findings/0/reason").asText()).isEqualTo("FromTheFuture");
    }

    private GenericKubernetesResource applyCondition(String manager, String type) {
        return applyStatus(
                manager,
                policy("workload: {name: storefront}")
                        + """
                        status:
                          conditions:
                          - type: %s
                            status: "True"
                            reason: Ready
                            message: ""
                            lastTransitionTime: "2026-01-01T00:00:00Z"
                        """
                                .formatted(type));
    }

    private GenericKubernetesResource applyStatus(String manager, String text) {
        var resource = Serialization.unmarshal(text, GenericKubernetesResource.class);
        resource.getAdditionalProperties().remove("spec");
        return API.client()
                .resource(resource)
                .inNamespace(namespace)
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager(manager)
                                .build());
    }

    /** As text, not through our own types, which would drop what they do not know. */
    private GenericKubernetesResource create(String text) {
        return API.client().resource(resource(text)).inNamespace(namespace).create();
    }

    private GenericKubernetesResource apply(String text) {
        return API.client()
                .resource(resource(text))
                .inNamespace(namespace)
                .forceConflicts()
                .serverSideApply();
    }

    private GenericKubernetesResource resource(String text) {
        var resource = Serialization.unmarshal(text, GenericKubernetesResource.class);
        resource.getMetadata().setNamespace(namespace);
        return resource;
    }

    private static JsonNode spec(GenericKubernetesResource resource) {
        return part(resource, "spec");
    }

    private static JsonNode status(GenericKubernetesResource resource) {
        return part(resource, "status");
    }

    private static JsonNode part(GenericKubernetesResource resource, String name) {
        return Serialization.jsonMapper().valueToTree(resource.getAdditionalProperties().get(name));
    }

    private static String policy(String spec) {
        return """
        apiVersion: connectivity.dev/v1alpha1
        kind: ConnectivityPolicy
        metadata: {name: storefront}
        spec:
        """
                + spec.indent(2);
    }
}
