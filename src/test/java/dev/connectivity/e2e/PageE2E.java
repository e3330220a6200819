package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/**
 * What viewers are shown by two replicas, by {@code connectivity open}, and while a leader dies.
 */
class PageE2E {

    private static final String ADDRESS = "203.0.113.64";
    private static final String CANARY = "canary-of-the-page";
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    /** A storefront whose chatbot can be told to hang, and whose database's login is secret. */
    private static void deploy(Scene scene) {
        scene.apply(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: storefront-db}
                stringData: {DATABASE_URL: 'postgresql://shop:%s@203.0.113.65:5432/shop'}
                """
                        .formatted(CANARY));
        scene.apply(Storefront.well().yaml());
        scene.apply(
                Storefront.policy(
                        "Observe",
                        3001,
                        """
                        secrets: [storefront-db]
                        database: {engine: PostgreSQL, url: {secret: storefront-db, key: DATABASE_URL}}
                        upstreams:
                        - name: chatbot
                          url: http://%s/embed
                          probe: {interval: 2s, timeout: 1s}
                          retry: {limit: 2, backoff: 200ms, maxBackoff: 1s}
                        """
                                .formatted(ADDRESS)));
        scene.awaitCondition("UpstreamsReachable", "True", Reason.Reachable);
        scene.awaitCondition("WorkloadReachable", "True", Reason.Reachable);
        scene.awaitCondition("DatabaseReachable", "False", Reason.ConnectionRefused);
    }

    @Test
    void bothReplicasTellTheSameOfThisMoment() {
        try (World chatbot = World.serveAt(ADDRESS, 80);
                Scene scene = Scene.open("replicas-tell")) {
            Operator.awaitReady();
            deploy(scene);
            Onlooker viewer = Onlooker.of(scene, "viewer", true);
            Onlooker stranger = Onlooker.of(scene, "stranger", false);
            List<String> replicas = Onlooker.addresses();
            assertThat(replicas).hasSize(2);
            for (String replica : replicas) {
                tellsAll(viewer, replica, scene.namespace);
                tellsNothing(stranger, replica, scene.namespace, 403, 200);
                tellsNothing(new Onlooker(""), replica, scene.namespace, 401, 401);
            }
            assertThat(chatbot).isNotNull();
        }
    }

    private static void tellsAll(Onlooker viewer, String replica, String namespace) {
        var told = viewer.get(replica, "/api/health/" + namespace + "/storefront");
        assertThat(told.status()).as(told.body()).isEqualTo(503);
        assertThat(told.json().path("live").asBoolean()).isTrue();
        assertThat(told.json().path("dependencies").findValuesAsText("status"))
                .containsExactly("Down", "Up");
        assertThat(told.json().path("dependencies").findValues("latency")).isNotEmpty();
        var page = viewer.get(replica, "/");
        assertThat(page.body())
                .contains(namespace, "ConnectionRefused")
                .doesNotContain("stands by", CANARY);
        assertThat(told.body()).doesNotContain(CANARY);
    }

    private static void tellsNothing(
            Onlooker stranger, String replica, String namespace, int health, int page) {
        assertThat(stranger.get(replica, "/api/health/" + namespace + "/storefront"))
                .returns(health, Onlooker.Answer::status)
                .extracting(Onlooker.Answer::body)
                .asString()
                .doesNotContain("chatbot", "ConnectionRefused");
        assertThat(stranger.get(replica, "/"))
                .returns(page, Onlooker.Answer::status)
                .extracting(Onlooker.Answer::body)
                .asString()
                .doesNotContain("/storefront", "chatbot", "ConnectionRefused");
    }

    @Test
    void openShowsAViewerTheirNamespaceAloneAndWhatHappensThere() throws InterruptedException {
        try (World chatbot = World.serveAt(ADDRESS, 80);
                Scene scene = Scene.open("page-seen");
                Scene other = Scene.open("page-hidden")) {
            Operator.awaitReady();
            other.apply(Storefront.policy("Observe", 3001, ""));
            deploy(scene);
            Onlooker viewer = Onlooker.of(scene, "viewer", true);
            Onlooker stranger = Onlooker.of(scene, "stranger", false);
            try (OpenedPage page = OpenedPage.as("--service-account", scene.namespace + "/viewer");
                    OpenedPage empty =
                            OpenedPage.as("--service-account", scene.namespace + "/stranger")) {
                assertThat(page.page("./"))
                        .startsWith("200")
                        .contains(scene.namespace, "chatbot", "ConnectionRefused")
                        .doesNotContain(other.namespace);
                assertThat(page.get("policies/" + scene.namespace + "/storefront").body())
                        .contains("203.0.113.65:5432");
                assertThat(page.get("policies/" + other.namespace + "/storefront").statusCode())
                        .isEqualTo(404);
                assertThat(page.get("q/metrics").statusCode()).isEqualTo(404);
                assertThat(empty.page("./"))
                        .startsWith("200")
                        .contains("No policy to show")
                        .doesNotContain(scene.namespace + "/storefront", "chatbot");

                toldOfAnOutage(page, chatbot);

                assertThat(page.allThatWasSeen() + empty.allThatWasSeen())
                        .doesNotContain(CANARY, viewer.token(), stranger.token());
                assertThat(OperatorLogging.said())
                        .doesNotContain(CANARY, viewer.token(), stranger.token());
                assertThat(page.interrupt()).isEqualTo(130);
            }
        }
    }

    private static void toldOfAnOutage(OpenedPage page, World chatbot) {
        Queue<String> events = page.events("events");
        await("the stream has begun").atMost(Scene.PATIENCE).until(() -> !events.isEmpty());
        Instant hung = Instant.now();
        chatbot.hang(true);
        await("the outage is told of")
                .atMost(Scene.PATIENCE)
                .until(() -> events.stream().anyMatch(it -> it.contains("HTTPResponseTimeout")));
        System.out.printf(
                "page: an upstream that hangs is shown after %d ms%n",
                Duration.between(hung, Instant.now()).toMillis());
    }

    @Test
    void aLeaderThatEndsIsFollowedOnThePageAndByOpen() {
        try (World chatbot = World.serveAt(ADDRESS, 80);
                Scene scene = Scene.open("page-leader")) {
            Operator.awaitReady();
            deploy(scene);
            Onlooker viewer = Onlooker.of(scene, "viewer", true);
            try (OpenedPage page =
                    OpenedPage.as("--service-account", scene.namespace + "/viewer")) {
                String killed = Operator.leader();
                followed("killed", page, viewer, scene, () -> Operator.kill(killed));
                Operator.awaitReady();
                String deleted = Operator.leader();
                followed("deleted", page, viewer, scene, () -> Operator.delete(deleted));
                assertThat(page.isOpen()).isTrue();
            }
            assertThat(chatbot).isNotNull();
            Operator.awaitReady();
        }
    }

    private static void followed(
            String how, OpenedPage page, Onlooker viewer, Scene scene, Runnable end) {
        String health = "/api/health/" + scene.namespace + "/storefront";
        Instant ended = Instant.now();
        end.run();
        assertThat(page.page("./")).contains(scene.namespace);
        Duration answered = Duration.between(ended, Instant.now());
        await("another leads, and tells of this moment")
                .atMost(TAKEOVER)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            var told = viewer.get(Onlooker.service(scene), health);
                            return told.status() == 503 && told.json().path("live").asBoolean();
                        });
        System.out.printf(
                "page: leader %s, answered after %d ms, of this moment after %d ms%n",
                how, answered.toMillis(), Duration.between(ended, Instant.now()).toMillis());
        await("open shows it as live again")
                .atMost(TAKEOVER)
                .until(() -> !page.page("./").contains("stands by"));
    }
}
