package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Pools that together ask a real database for more than it has, and a database that dies. */
class PoolE2E {

    private static final String ADDRESS = "203.0.113.62";
    private static final String CANARY = "canary-4711-open-sesame";

    @Test
    void poolsAreMadeToFitTheServerAndThePasswordIsNowhere() {
        try (OperatorLogging logging = OperatorLogging.atTrace();
                Database database = Database.guardedAt(ADDRESS, 40, CANARY);
                Scene scene = Scene.open("pool")) {
            assertThat(logging).isNotNull();
            PooledStorefront storefront = new PooledStorefront(scene);
            scene.apply(database.secret()).apply(PooledStorefront.YAML);
            scene.awaitRollout();

            isFoundWithItsArithmetic(scene);
            isRefusedUnderLoad(storefront);
            isMadeToFit(scene, storefront);
            isNoLongerRefusedUnderLoad(storefront);
            survivesADeath(scene, storefront, database);
            thePasswordIsNowhere(scene);
        }
    }

    private static void isFoundWithItsArithmetic(Scene scene) {
        scene.apply(PooledStorefront.policy("Observe"));
        scene.awaitCondition("DatabaseReachable", "True", Reason.Reachable);
        FindingStatus finding =
                scene.awaitFinding(found -> found.reason() == Reason.DatabasePoolOverBudget);
        System.out.println("pool: " + finding.message());
        assertThat(finding.message())
                .contains("4 pods (3 replicas and 1 more during a rollout)")
                .contains("with 20 connections each may open 80")
                .contains("may hold 29: 80 % of the server's 37 usable ones (40, less 3 reserved)");
        assertThat(finding.state()).isEqualTo(FindingState.proposed);
        assertThat(finding.patch()).contains("$(DB_URL)?connection_limit=7");
    }

    private static void isRefusedUnderLoad(PooledStorefront storefront) {
        storefront.load(true);
        await("53300").atMost(Scene.PATIENCE).until(() -> storefront.refused() > 0);
        System.out.printf(
                "pool: of size 20: %d connections open, %d refused%n",
                storefront.open(), storefront.refused());
    }

    /** Without load: what the last of the old pods has open would be in the way of the new ones. */
    private static void isMadeToFit(Scene scene, PooledStorefront storefront) {
        storefront.load(false);
        await("nothing is open").atMost(Scene.PATIENCE).until(storefront::open, open -> open == 0);
        scene.edit("{\"spec\":{\"mode\":\"Enforce\"}}");
        await("a size that fits")
                .atMost(Scene.PATIENCE)
                .until(storefront::url, "$(DB_URL)?connection_limit=7"::equals);
        scene.awaitRollout();
        scene.awaitCondition("Programmed", "True", Reason.Programmed);
        assertThat(scene.revision()).as("one rollout").isEqualTo(2);
    }

    private static void isNoLongerRefusedUnderLoad(PooledStorefront storefront) {
        storefront.load(true);
        await("all pools are full")
                .atMost(Scene.PATIENCE)
                .until(storefront::open, open -> open == 21);
        long refused = storefront.refused();
        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(storefront.refused()).isEqualTo(refused));
        assertThat(refused).as("53300 at pods of size 7").isZero();
        System.out.printf("pool: of size 7: %d connections open, 0 refused%n", storefront.open());
    }

    private static void survivesADeath(
            Scene scene, PooledStorefront storefront, Database database) {
        scene.awaitCondition("DatabaseReachable", "True", Reason.Reachable);
        Instant killed = Instant.now();
        database.kill();
        await("DatabaseReachable=False")
                .atMost(Scene.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> scene.condition(Scene.NAME, "DatabaseReachable").getStatus(),
                        "False"::equals);
        Duration detected = Duration.between(killed, Instant.now());

        database.startAgain();
        Instant accepting = Instant.now();
        scene.awaitCondition("DatabaseReachable", "True", Reason.Reachable);
        Duration recovered = Duration.between(accepting, Instant.now());

        var incident = scene.policy().getStatus().lastIncident();
        System.out.printf(
                "pool: death in the condition after %d ms, return after %d ms; status: detected"
                        + " after %s, recovered after %s%n",
                detected.toMillis(),
                recovered.toMillis(),
                incident.detectedAfter(),
                incident.recoveredAfter());
        assertThat(detected).isLessThan(Duration.ofSeconds(3 + 2 * 2 + 2));
        assertThat(recovered).isLessThan(Duration.ofSeconds(3));
        assertThat(incident.dependency()).isEqualTo("database");
        assertThat(incident.recoveredAfter()).isNotNull();
        await("all pools are full again")
                .atMost(Scene.PATIENCE)
                .until(storefront::open, open -> open == 21);
    }

    private static void thePasswordIsNowhere(Scene scene) {
        String metrics = Web.get("http://%s:8080/q/metrics".formatted(leaderAddress()));
        assertThat(metrics)
                .contains("connectivity_database_connections{")
                .contains("connectivity_database_pool{")
                .contains("connectivity_incidents_total{");
        String logs = OperatorLogging.said();
        assertThat(logs).isNotBlank();
        assertHidden("the operator's logs", logs);
        assertHidden("metrics", metrics);
        assertHidden(
                "the policy",
                scene.kubectl("get", "connpol", "-o", "yaml", "--show-managed-fields"));
        assertHidden("events", scene.kubectl("get", "events.events.k8s.io", "-o", "yaml"));
        assertHidden(
                "what the operator wrote",
                scene.kubectl(
                        "get",
                        "deployments,services,replicasets,pods",
                        "-o",
                        "yaml",
                        "--show-managed-fields"));
        assertHidden(
                "its own namespace",
                Shell.succeed(
                        "",
                        "kubectl",
                        "-n",
                        Operator.NAMESPACE,
                        "get",
                        "leases,configmaps,events.events.k8s.io",
                        "-o",
                        "yaml"));
    }

    private static String leaderAddress() {
        String leader = Operator.leader();
        return Operator.replicas().stream()
                .filter(pod -> pod.getMetadata().getName().equals(leader))
                .map(pod -> pod.getStatus().getPodIP())
                .findFirst()
                .orElseThrow();
    }

    /** Neither as it is, nor as a Secret holds it. */
    private static void assertHidden(String where, String text) {
        String secret = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
        assertThat(text.contains(CANARY)).as("the password in " + where).isFalse();
        for (int offset = 0; offset < 3; offset++) {
            String encoded =
                    Base64.getEncoder()
                            .encodeToString(
                                    ("x".repeat(offset) + CANARY).getBytes(StandardCharsets.UTF_8));
            assertThat(text.contains(encoded.substring(4, secret.length() - 4)))
                    .as("the encoded password in " + where)
                    .isFalse();
        }
    }
}
