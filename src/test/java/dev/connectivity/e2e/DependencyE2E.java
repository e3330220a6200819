package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Dependencies in the outside world that go and come back. */
class DependencyE2E {

    private static final String DATABASE_ADDRESS = "203.0.113.60";
    private static final String UPSTREAM_ADDRESS = "203.0.113.61";

    @Test
    void aLostDatabaseIsSeenInTimeAndSoIsItsReturn() {
        try (Database database = Database.startAt(DATABASE_ADDRESS);
                Scene scene = Scene.open("database")) {
            scene.apply(database.secret()).apply(Storefront.well().yaml());
            scene.apply(
                    Storefront.policy(
                            "Observe",
                            3001,
                            """
                            secrets: [storefront-db]
                            database:
                              engine: PostgreSQL
                              url: {secret: storefront-db, key: DATABASE_URL}
                              probe: {interval: 3s, timeout: 2s}
                            """));
            scene.awaitCondition("DatabaseReachable", "True", Reason.Reachable);

            Instant stopped = Instant.now();
            database.stop();
            scene.awaitCondition("DatabaseReachable", "False", Reason.ConnectionRefused);
            Duration detected = Duration.between(stopped, Instant.now());

            database.startAgain();
            Instant accepting = Instant.now();
            scene.awaitCondition("DatabaseReachable", "True", Reason.Reachable);
            Duration recovered = Duration.between(accepting, Instant.now());

            System.out.printf(
                    "database: loss in the condition after %d ms, return after %d ms%n",
                    detected.toMillis(), recovered.toMillis());
            assertThat(detected).isLessThan(Duration.ofSeconds(3 + 2 * 2 + 2));
            assertThat(recovered).isLessThan(Duration.ofSeconds(3));
            assertThat(scene.policy().getStatus().lastIncident().recoveredAfter()).isNotNull();
            assertThat(scene.policy().toString()).doesNotContain("not-asked-for");
            assertThat(scene.kubectl("get", "events", "-o", "yaml"))
                    .doesNotContain("not-asked-for");
        }
    }

    @Test
    void aHangingUpstreamOpensItsCircuitAndBlocksNothing() {
        try (World chatbot = World.serveAt(UPSTREAM_ADDRESS, 80);
                Scene scene = Scene.open("upstream")) {
            scene.apply(Storefront.well().yaml());
            scene.apply(
                    Storefront.policy(
                            "Observe",
                            3001,
                            """
                            upstreams:
                            - name: chatbot
                              url: http://%s/embed
                              probe: {interval: 2s, timeout: 1s}
                              retry: {limit: 3, backoff: 200ms, maxBackoff: 1s}
                              circuit: {failures: 3, openFor: 3s, successes: 2}
                            """
                                    .formatted(UPSTREAM_ADDRESS)));
            scene.awaitCondition("UpstreamsReachable", "True", Reason.Reachable);

            Instant hung = Instant.now();
            chatbot.hang(true);
            scene.awaitCondition("UpstreamsReachable", "False", Reason.HTTPResponseTimeout);
            Duration detected = Duration.between(hung, Instant.now());
            System.out.printf("upstream: loss in the condition after %d ms%n", detected.toMillis());
            assertThat(detected).isLessThan(Duration.ofSeconds(2 + 2 * 1 + 2));
            scene.awaitCondition("Degraded", "True", Reason.CircuitOpen);
            assertThat(scene.condition(Scene.NAME, "Ready"))
                    .extracting(Condition::getStatus)
                    .isEqualTo("True");

            chatbot.hang(false);
            scene.awaitCondition("UpstreamsReachable", "True", Reason.Reachable);
            await().atMost(Scene.PATIENCE)
                    .until(
                            () -> scene.policy().getStatus().upstreams().getFirst().circuit(),
                            CircuitState.Closed::equals);
        }
    }
}
