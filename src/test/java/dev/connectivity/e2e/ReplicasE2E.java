package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two replicas, of which one acts; and a process that may end at any moment. */
class ReplicasE2E {

    @Test
    void aDeletedLeaderIsFollowedWithinThreeSeconds() {
        try (Scene scene = Scene.open("leader-deleted")) {
            Operator.awaitReady();
            String leader = Operator.leader();
            scene.apply(Storefront.well().yaml()).apply(Storefront.policy("Observe", 3001, ""));
            scene.awaitCondition("WorkloadReachable", "True", Reason.Reachable);
            Instant deleted = Instant.now();
            Operator.delete(leader);
            awaitAnother(leader);
            scene.edit("{\"spec\":{\"suspended\":true}}");
            awaitObserved(scene);
            Duration took = Duration.between(deleted, Instant.now());
            System.out.printf(
                    "leader deleted: the standby wrote a status after %d ms%n", took.toMillis());
            assertThat(took).isLessThan(Duration.ofSeconds(3));
            Operator.awaitReady();
        }
    }

    @Test
    void aKilledLeaderIsFollowedWithinTwentySeconds() {
        try (Scene scene = Scene.open("leader-killed")) {
            Operator.awaitReady();
            String leader = Operator.leader();
            scene.apply(Storefront.well().yaml()).apply(Storefront.policy("Observe", 3001, ""));
            scene.awaitCondition("WorkloadReachable", "True", Reason.Reachable);
            Instant killed = Instant.now();
            Operator.kill(leader);
            scene.apply(Storefront.policy("Observe", 4000, ""));
            scene.awaitFinding(finding -> finding.reason() == Reason.PolicyPortRefused);
            Duration took = Duration.between(killed, Instant.now());
            System.out.printf(
                    "leader killed: a new policy was judged after %d ms%n", took.toMillis());
            assertThat(took).isLessThan(Duration.ofSeconds(20));
            Operator.awaitReady();
        }
    }

    @Test
    void killedAtAnyMomentOfTheIncidentItEndsInTheSameStateWithOneRollout() {
        for (long millis : List.of(100L, 400L, 900L)) {
            try (Scene scene = Scene.open("killed-" + millis)) {
                Operator.awaitReady();
                scene.apply(Storefront.broken().yaml());
                scene.awaitListening();
                scene.apply(Storefront.policy("Enforce", 3001, ""));
                await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
                Operator.kill(Operator.leader());

                scene.awaitServing();
                scene.awaitCondition("Programmed", "True", Reason.Programmed);
                scene.awaitCondition("Ready", "True", Reason.Ready);
                scene.stays(Duration.ofSeconds(3), () -> assertThat(scene.revision()).isEqualTo(2));
                assertThat(scene.targetPort()).isEqualTo(3001);
            }
        }
    }

    private static void awaitAnother(String leader) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(Operator::leader, holder -> !holder.isEmpty() && !holder.equals(leader));
    }

    private static void awaitObserved(Scene scene) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> scene.observed(Scene.NAME));
    }
}
