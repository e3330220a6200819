package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The incident: the process listens on 3001, and everything around it says 3000. */
class IncidentE2E {

    @Test
    void observedItIsExplainedAndNothingIsChanged() {
        try (Scene scene = Scene.open("observe")) {
            scene.apply(Storefront.broken().yaml());
            scene.awaitListening();
            assertThat(scene.get()).as("the gateway's view").isZero();
            long generation = scene.deployment().getMetadata().getGeneration();

            scene.apply(Storefront.policy("Observe", 3001, ""));

            scene.awaitCondition("WorkloadReachable", "False", Reason.PortMismatch);
            scene.awaitCondition("Programmed", "Unknown", Reason.Proposed);
            scene.kubectl("wait", "connpol/storefront", "--for=condition=Ready", "--timeout=60s");
            var finding =
                    scene.awaitFinding(
                            found ->
                                    found.object().equals("Service/storefront")
                                            && found.reason() == Reason.PortMismatch);
            assertThat(finding.state()).isEqualTo(FindingState.proposed);
            assertThat(finding.patch()).contains("targetPort: 3001");
            assertThat(scene.findings())
                    .extracting(found -> found.field())
                    .anyMatch(field -> field.contains("readinessProbe"))
                    .anyMatch(field -> field.contains("env[name=PORT]"))
                    .anyMatch(field -> field.contains("env[name=NEXTAUTH_URL]"));
            assertThat(scene.targetPort()).isEqualTo(3000);
            assertThat(scene.deployment().getMetadata().getGeneration()).isEqualTo(generation);
        }
    }

    @Test
    void enforcedItIsFixedWithinThirtySecondsAndThenNothingIsWrittenAnyMore() {
        try (Scene scene = Scene.open("enforce")) {
            scene.apply(Storefront.broken().yaml());
            scene.awaitListening();
            Instant applied = Instant.now();
            scene.create(Storefront.policy("Enforce", 3001, ""));

            scene.awaitServing();

            Duration whole = Duration.between(applied, Instant.now());
            Duration own = Duration.between(applied, templatePatched(scene));
            System.out.printf(
                    "apply to first 200: %d ms, of which until our patches were sent: %d ms%n",
                    whole.toMillis(), own.toMillis());
            assertThat(whole).isLessThan(Duration.ofSeconds(30));
            assertThat(own).isLessThan(Duration.ofSeconds(2));
            scene.awaitCondition("Ready", "True", Reason.Ready);
            scene.awaitCondition("WorkloadReachable", "True", Reason.Reachable);
            assertThat(scene.revision()).as("one rollout").isEqualTo(2);
            assertThat(scene.kubectl("get", "deployment", "storefront", "-o", "yaml"))
                    .contains("value: \"3001\"", "http://localhost:3001");
            quiet(scene);
        }
    }

    @Test
    void driftOfAServiceIsCorrectedTwiceAndThenLeftAlone() {
        try (Scene scene = Scene.open("drift")) {
            scene.apply(Storefront.broken().yaml()).apply(Storefront.policy("Enforce", 3001, ""));
            scene.awaitServing();
            scene.awaitCondition("Programmed", "True", Reason.Programmed);
            for (int i = 0; i < 2; i++) {
                Instant edited = Instant.now();
                edit(scene);
                org.awaitility.Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(100))
                        .until(scene::targetPort, port -> port == 3001);
                Duration took = Duration.between(edited, Instant.now());
                System.out.printf("drift corrected after %d ms%n", took.toMillis());
                assertThat(took).isLessThan(Duration.ofSeconds(5));
                scene.awaitCondition("Programmed", "True", Reason.Programmed);
            }
            edit(scene);
            scene.awaitCondition("Programmed", "False", Reason.Contested);
            scene.awaitCondition("Stalled", "True", Reason.Contested);
            scene.stays(
                    Duration.ofSeconds(5), () -> assertThat(scene.targetPort()).isEqualTo(3000));
        }
    }

    private static void edit(Scene scene) {
        scene.kubectl(
                "patch",
                "service",
                "storefront",
                "--type=json",
                "-p",
                "[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":3000}]");
    }

    private static Instant templatePatched(Scene scene) {
        return scene
                .client
                .events()
                .v1()
                .events()
                .inNamespace(scene.namespace)
                .list()
                .getItems()
                .stream()
                .filter(event -> event.getReason().equals(Reason.Applied.name()))
                .filter(event -> event.getRegarding().getKind().equals("Deployment"))
                .map(Event::getEventTime)
                .map(time -> Instant.parse(time.getTime()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event of an applied change"));
    }

    private static void quiet(Scene scene) {
        String settled = scene.settled();
        scene.stays(Duration.ofSeconds(10), () -> assertThat(scene.versions()).isEqualTo(settled));
    }
}
