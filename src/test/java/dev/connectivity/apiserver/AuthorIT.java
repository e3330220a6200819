package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.apiserver.Author.Right;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code deploy/author-rights.yaml} lets whom write, with {@code deploy} installed as users
 * install it and the API server's own RBAC. A new check is held against each right that it asks
 * for, by somebody who has every other.
 */
class AuthorIT extends AuthorScene {

    private static final String OPERATOR =
            "system:serviceaccount:connectivity-system:connectivity-operator";

    static Stream<Demand> everyPolicyWithoutEachRight() {
        return Stream.of(
                        Demand.demanding(1, 1),
                        Demand.demanding(8, 16),
                        Demand.fallback(Demand.FLAG),
                        Demand.fallback(Demand.SERVICE),
                        Demand.traffic(Demand.MESH),
                        Demand.traffic(Demand.GATEWAY),
                        Demand.insight("{body: {matches: '^a'}}"),
                        Demand.insight("{responseHeaders: [{name: Server, contains: a}]}"))
                .flatMap(it -> it.rights().stream().map(it::without));
    }

    @ParameterizedTest
    @MethodSource("everyPolicyWithoutEachRight")
    void whoLacksOneRightIsToldWhichOnCreateAndOnUpdate(Demand it) {
        try (var author = author(it.held())) {
            assertThat(author.create(it.policy())).hasValueSatisfying(names(it.lacking()));

            administratorApplies(policy("Observe", ""));
            assertThat(author.update(it.policy())).hasValueSatisfying(names(it.lacking()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Demand.FLAG, Demand.SERVICE, "{type: Environment, env: {CHAT: 'off'}}"})
    void whoMayMakeWhatAFallbackMakesMayDeclareIt(String fallback) {
        var it = Demand.fallback(fallback);
        try (var author = author(it.rights())) {
            assertThat(author.create(it.policy())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Demand.MESH, Demand.GATEWAY})
    void whoMayMakeWhatTrafficIsToldByMayAskForItAndAnybodyMayLookAtIt(String traffic) {
        var it = Demand.traffic(traffic);
        try (var author = author(it.rights());
                var other = author(List.of())) {
            assertThat(other.wouldCreate(it.policy().replace("Enforce", "Observe"))).isEmpty();
            assertThat(author.create(it.policy())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void whoHasEveryRightMayCreateAndUpdate(int secrets) {
        var it = Demand.demanding(secrets, 2 * secrets);
        try (var author = author(it.rights())) {
            assertThat(author.create(it.policy())).isEmpty();
            assertThat(author.update(it.policy().replace("port: 3001", "port: 3002"))).isEmpty();
        }
    }

    @Test
    void whoMayOnlyWritePoliciesMayObserveWithoutSecrets() {
        try (var author = author(List.of())) {
            assertThat(author.create(policy("Observe", "listener: {port: 3001}\n"))).isEmpty();
            assertThat(author.update(policy("Observe", "listener: {port: 3002}\n"))).isEmpty();
        }
    }

    @Test
    void toObserveWithSecretsAsksForTheSecretsOnly() {
        try (var author = author(List.of(Demand.secret(0)))) {
            assertThat(author.create(policy("Observe", "secrets: [secret-0]\n"))).isEmpty();
        }
    }

    @Test
    void whereNoServiceIsNamedEveryOneMustBeTheAuthorsToPatch() {
        String any = policy("Enforce", "listener: {port: 3001}\n");
        var one = new Right("patch", "", "services", "storefront");
        try (var ofOne = author(List.of(Demand.PATCH_WORKLOAD, one));
                var ofAll = author(List.of(Demand.PATCH_WORKLOAD, Demand.PATCH_SERVICES))) {
            assertThat(ofOne.create(any))
                    .hasValueSatisfying(
                            it -> assertThat(it).contains("name in spec.listener.services"));
            assertThat(ofAll.create(any)).isEmpty();
        }
    }

    @Test
    void withoutAListenerNoServiceIsChangedAndNoneAskedFor() {
        try (var author = author(List.of(Demand.PATCH_WORKLOAD))) {
            assertThat(author.create(policy("Enforce", ""))).isEmpty();
        }
    }

    @Test
    void anothersPolicyCannotBeTurnedToSendTheSecretElsewhere() {
        String theirs =
                """
                secrets: [secret-0]
                upstreams:
                - name: chat
                  url: https://chat.example.test/
                  probe: {http: {headers: [{name: Authorization, valueFrom: {secret: secret-0, key: token}}]}}
                """;
        administratorApplies(policy("Observe", theirs));
        try (var tenant = author(List.of())) {
            assertThat(
                            tenant.update(
                                    policy(
                                            "Observe",
                                            theirs.replace("chat.example", "thief.example"))))
                    .hasValueSatisfying(names(Demand.secret(0)));
        }
    }

    @Test
    void writesThatLeaveTheSpecAlonePassWithoutTheRights() {
        administratorApplies(Demand.demanding(8, 16).policy());
        try (var author = author(List.of())) {
            merge(author.client(), "{\"metadata\":{\"labels\":{\"team\":\"shop\"}}}");
            policy(author.client()).delete();
        }
        assertThat(policy(API.client()).get()).isNull();
    }

    @Test
    void theOperatorsOwnWritesPass() {
        administratorApplies(Demand.demanding(8, 16).policy());
        try (var operator = Author.as(OPERATOR, API.client())) {
            merge(operator, "{\"metadata\":{\"finalizers\":[\"connectivity.dev/held\"]}}");
            operator.resource(withStatus())
                    .subresource("status")
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                    .withFieldManager("connectivity-operator-status")
                                    .withForce(true)
                                    .build());
            merge(operator, "{\"metadata\":{\"finalizers\":null}}");
        }
        assertThat(policy(API.client()).get().<Object>get("status", "observedGeneration"))
                .isEqualTo(1);
    }

    /** A controller that applies as itself lends its rights to whoever may commit. */
    @Test
    void aGitOpsControllerIsTheAuthorUnlessItImpersonatesTheTenant() {
        String tenant = "system:serviceaccount:%s:deployer".formatted(namespace);
        String policy = Demand.demanding(1, 1).policy();
        administratorApplies(policy);
        policy(API.client()).delete();
        try (var impersonated = Author.named(tenant, API.client(), namespace, List.of())) {
            assertThat(impersonated.create(policy)).isPresent();
        }
    }

    /** The right that is missing, and whom to ask. */
    private static Consumer<String> names(Right right) {
        return message ->
                assertThat(message)
                        .contains("You may not " + right.verb() + " ")
                        .containsPattern(
                                right.name().isEmpty()
                                        ? "(?i) " + right.resource() + ","
                                        : " " + right.name() + "[,:]")
                        .contains("Ask an administrator of namespace test-");
    }

    private Resource<GenericKubernetesResource> policy(KubernetesClient client) {
        return client.genericKubernetesResources("connectivity.dev/v1alpha1", "ConnectivityPolicy")
                .inNamespace(namespace)
                .withName("storefront");
    }

    private void merge(KubernetesClient client, String patch) {
        policy(client).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private GenericKubernetesResource withStatus() {
        return Serialization.unmarshal(
                """
                apiVersion: connectivity.dev/v1alpha1
                kind: ConnectivityPolicy
                metadata: {name: storefront, namespace: %s}
                status: {observedGeneration: 1}
                """
                        .formatted(namespace),
                GenericKubernetesResource.class);
    }
}
