package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The operator's roles against what it asked for in all the tests before: this one runs last. Only
 * the cluster of this repository keeps that record.
 */
@Order(Integer.MAX_VALUE)
class RbacE2E {

    private static final int ATTEMPTS = 5;
    private static final String READ_ANEW = "get connectivity.dev/connectivitypolicies";

    @BeforeEach
    void thereIsARecord() {
        assumeThat(System.getenv("CLUSTER")).isIn(null, "testbed");
    }

    @Test
    void everyRightThatIsGrantedIsUsed() {
        Requests requests = Requests.ofTestbed();
        try (Scene scene = Scene.open("rights")) {
            provokeAConflict(scene, requests);
            awaitASnapshot(scene);
            Set<String> granted = granted(scene.client);

            assertThat(granted).isNotEmpty();
            // The record may be a moment behind the answer.
            await().untilAsserted(
                            () ->
                                    assertThat(requests.used())
                                            .containsExactlyInAnyOrderElementsOf(granted));
        }
    }

    /**
     * But for Secrets, which a namespace has to grant: one test takes that back, and sees it told.
     */
    @Test
    void noRightIsMissing() {
        assertThat(Requests.ofTestbed().refused()).isSubsetOf(Set.of("get secrets"));
    }

    @Test
    void secretsAreReadOneAtATimeByName() {
        assertThat(Requests.ofTestbed().ofSecrets())
                .isNotEmpty()
                .allMatch(it -> it.matches("get .+"));
    }

    /** The counts of a policy's objectives are written within 10 s of its first pass. */
    private static void awaitASnapshot(Scene scene) {
        scene.apply(Storefront.policy("Observe", 3001, "objectives: {availability: '99.9'}"));
        await("the snapshot of objectives")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                scene.client
                                                .configMaps()
                                                .inNamespace(Operator.NAMESPACE)
                                                .withName("connectivity-operator-objectives")
                                                .get()
                                        != null);
    }

    /**
     * A policy is read anew only where somebody wrote to it between our reading it and our changing
     * its finalizers: so somebody writes all the time.
     */
    private static void provokeAConflict(Scene scene, Requests requests) {
        scene.apply(Storefront.broken().yaml());
        for (int attempt = 0;
                attempt < ATTEMPTS && !requests.used().contains(READ_ANEW);
                attempt++) {
            scene.apply(Storefront.policy("Enforce", 3001, ""));
            scene.awaitCondition("Programmed", "True", Reason.Programmed);
            try (Scribbler scribbler = Scribbler.at(scene)) {
                scene.kubectl("delete", "connpol", Scene.NAME, "--timeout=60s");
                assertThat(scribbler.lines()).isPositive();
            }
            scene.apply(Storefront.broken().yaml());
        }
    }

    private static Set<String> granted(KubernetesClient client) {
        Stream<PolicyRule> cluster =
                Stream.of(Operator.NAME, Operator.NAME + "-secret-reader")
                        .flatMap(
                                role ->
                                        client
                                                .rbac()
                                                .clusterRoles()
                                                .withName(role)
                                                .get()
                                                .getRules()
                                                .stream());
        Stream<PolicyRule> lease =
                client
                        .rbac()
                        .roles()
                        .inNamespace(Operator.NAMESPACE)
                        .withName(Operator.NAME + "-lease")
                        .get()
                        .getRules()
                        .stream();
        return Stream.concat(cluster, lease)
                .flatMap(RbacE2E::rights)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> rights(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(
                        group ->
                                rule.getResources().stream()
                                        .flatMap(
                                                resource ->
                                                        rule.getVerbs().stream()
                                                                .map(
                                                                        verb ->
                                                                                Requests.right(
                                                                                        verb, group,
                                                                                        resource))));
    }
}
