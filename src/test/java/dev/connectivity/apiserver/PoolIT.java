package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.reconcile.RunningOperator;
import dev.connectivity.testing.TestPostgres;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The budget follows what it is made of; 9 connections of 12 are usable. */
class PoolIT extends DatabaseScene {

    private static final String SIZE = "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE";
    private static final String DATABASE =
            """
              secrets: [db]
              database:
                engine: PostgreSQL
                url: {secret: db, key: URL}
                probe: {interval: 3s, timeout: 3s}
                pool: {framework: SpringBoot, size: 5, share: "100"}
            """;

    private static TestPostgres small;
    private static TestPostgres large;

    @BeforeAll
    static void startServers() {
        small = server(12);
        large = server(40);
        small.run("CREATE ROLE storefront LOGIN PASSWORD 'pass'");
        large.run("CREATE ROLE storefront LOGIN PASSWORD 'pass'");
    }

    @AfterAll
    static void stopServers() {
        small.close();
        large.close();
    }

    @Test
    void itIsReckonedAnewWhenWorkloadAutoscalerOrServerChange() {
        keepSecret(url(small, "storefront", "pass"));
        deployTheShop();
        startTheOperator();
        clientSideApply(POLICY.formatted("Observe") + DATABASE);
        finds(Reason.DatabasePoolOverBudget, "2 pods (1 replicas and 1 more during a rollout)");
        finds(Reason.DatabasePoolOverBudget, "4 for each pod fit.");

        scale(3);
        finds(Reason.DatabasePoolOverBudget, "4 pods (3 replicas");
        finds(Reason.DatabasePoolOverBudget, "2 for each pod fit.");

        HorizontalPodAutoscaler autoscaler = client.resource(autoscaler(6)).create();
        finds(Reason.DatabasePoolOverBudget, "8 pods (6 at the autoscaler's maximum");
        finds(Reason.DatabasePoolOverBudget, "1 for each pod fit.");
        client.resource(autoscaler).delete();
        finds(Reason.DatabasePoolOverBudget, "4 pods (3 replicas");

        keepSecret(url(large, "storefront", "pass"));
        // A Secret is not watched: it is read again with the next pass that is 2 s later.
        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(3))
                .until(
                        () -> {
                            scale(3 - deployment().getSpec().getReplicas() % 2);
                            return !found(Reason.DatabasePoolOverBudget);
                        });
        scale(7);
        finds(
                Reason.DatabasePoolOverBudget,
                "of the server's 37 usable ones (40, less 3 reserved)");
    }

    @Test
    void whatWasLoweredIsNotRaisedAgainByScalingDown() {
        keepSecret(url(small, "storefront", "pass"));
        deployTheShop();
        scale(3);
        workload.settle();
        RunningOperator running = startTheOperator();
        clientSideApply(POLICY.formatted("Enforce") + DATABASE);
        await().atMost(SOON).until(() -> variable().equals("3001"));
        workload.rollOut();
        await().atMost(SOON).until(() -> size().equals("2"));
        workload.rollOut();
        becomes("Ready", "True");

        scale(1);
        workload.settle();
        anotherPassFindsNothing(running);
        long generation = deployment().getMetadata().getGeneration();
        scale(3);
        workload.settle();
        anotherPassFindsNothing(running);
        assertThat(size()).isEqualTo("2");
        assertThat(deployment().getMetadata().getGeneration())
                .as("the scaling and nothing of ours")
                .isEqualTo(generation + 1);
    }

    private String size() {
        return container().getEnv().stream()
                .filter(it -> it.getName().equals(SIZE))
                .map(EnvVar::getValue)
                .findFirst()
                .orElse("");
    }

    private void scale(int replicas) {
        client.apps().deployments().inNamespace(namespace).withName("storefront").scale(replicas);
    }

    private HorizontalPodAutoscaler autoscaler(int most) {
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withName("storefront")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", "storefront")
                .withMinReplicas(1)
                .withMaxReplicas(most)
                .endSpec()
                .build();
    }
}
