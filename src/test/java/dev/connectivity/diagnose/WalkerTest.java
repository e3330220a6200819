package dev.connectivity.diagnose;

import static dev.connectivity.testing.ContainerFixture.aContainer;
import static dev.connectivity.testing.EvidenceFixture.LABELS;
import static dev.connectivity.testing.EvidenceFixture.evidence;
import static dev.connectivity.testing.EvidenceFixture.moved;
import static dev.connectivity.testing.PodFixture.aPod;
import static dev.connectivity.testing.ServiceFixture.aService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Walk.Stage;
import dev.connectivity.diagnose.Walk.State;
import dev.connectivity.diagnose.Walk.Step;
import dev.connectivity.testing.EvidenceFixture;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WalkerTest {

    private static final Entrance INGRESS =
            new Entrance(
                    "Ingress/shop",
                    "shop.example.test/",
                    "storefront",
                    Optional.of(new IntOrString(80)),
                    Optional.empty());

    @Test
    void theIncidentFailsAtThePortAndNowhereBefore() {
        Walk walk =
                walk(
                        evidence()
                                .service(aService("storefront").port("http", 80, 3000))
                                .slice(slice("storefront", true, "web-1", "web-2"))
                                .pods(aPod("web-1").ready(), aPod("web-2").ready())
                                .refuses(3000)
                                .accepts(3001),
                        INGRESS);

        assertThat(walk.steps())
                .extracting(Step::stage, Step::state)
                .containsExactly(
                        tuple(Stage.Gateway, State.Well),
                        tuple(Stage.Service, State.Well),
                        tuple(Stage.Endpoints, State.Well),
                        tuple(Stage.Pod, State.Well),
                        tuple(Stage.Port, State.Fails));
        assertThat(walk.failing(Reason.PortMismatch))
                .hasValueSatisfying(
                        step ->
                                assertThat(step.seen())
                                        .contains("3000 refuses on 2 of 2 pods")
                                        .contains("3001 accepts"));
        assertThat(step(walk, Stage.Gateway).seen())
                .isEqualTo("shop.example.test/ leads to Service/storefront, port 80");
        assertThat(step(walk, Stage.Endpoints).seen()).isEqualTo("2 of 2 endpoints are ready");
    }

    @Test
    void aGatewayOfAPortThatTheServiceLacksFailsThere() {
        Entrance wrong =
                new Entrance(
                        "Ingress/shop",
                        "*/",
                        "storefront",
                        Optional.of(new IntOrString(8080)),
                        Optional.empty());
        Walk walk = walk(moved(), wrong);

        assertThat(step(walk, Stage.Gateway).state()).isEqualTo(State.Fails);
        assertThat(step(walk, Stage.Gateway).seen())
                .contains("port 8080, which has port http (80)");
    }

    @Test
    void whatAGatewaySaysAgainstItsRuleIsToldInItsReasons() {
        Entrance refused =
                new Entrance(
                        "HTTPRoute/shop",
                        "*/",
                        "storefront",
                        Optional.of(new IntOrString("http")),
                        Optional.of("Accepted=False, NotAllowedByListeners"));

        assertThat(step(walk(moved(), refused), Stage.Gateway))
                .satisfies(
                        step -> {
                            assertThat(step.state()).isEqualTo(State.Fails);
                            assertThat(step.seen())
                                    .endsWith("Accepted=False, NotAllowedByListeners");
                        });
    }

    @Test
    void gatewaysOfOtherServicesAreNotOnTheWay() {
        Entrance other =
                new Entrance("Ingress/admin", "*/", "admin", Optional.empty(), Optional.empty());

        assertThat(step(walk(moved(), other), Stage.Gateway).state()).isEqualTo(State.Absent);
    }

    @Test
    void aTargetPortWhoseNameNobodyHasFailsAtTheService() {
        Walk walk =
                walk(
                        evidence()
                                .service(aService("storefront").port("http", 80, "web"))
                                .pods(aPod("web-1"))
                                .accepts(3001));

        assertThat(walk.failing(Reason.TargetPortUnresolvable))
                .hasValueSatisfying(
                        step -> assertThat(step.seen()).contains("web, the name of no container"));
    }

    @Test
    void aNamedServiceThatDoesNotExistOrSelectsOthersFailsAtTheService() {
        Walk missing = walk(moved().names("shop"));
        assertThat(step(missing, Stage.Service).seen()).startsWith("does not exist");
        Walk other =
                walk(
                        evidence()
                                .service(
                                        aService("shop")
                                                .selecting(Map.of("app", "shop"))
                                                .port("http", 80, 3001))
                                .names("shop")
                                .pods(aPod("web-1")));
        assertThat(other.failing(Reason.SelectorMismatch))
                .hasValueSatisfying(step -> assertThat(step.seen()).contains("selects app=shop"));
    }

    @Test
    void endpointsThatAreNotReadyOrNotOfThisWorkloadAreCounted() {
        EvidenceFixture scene = moved().slice(slice("storefront", false, "web-1", "web-9"));

        assertThat(step(walk(scene), Stage.Endpoints))
                .satisfies(
                        step -> {
                            assertThat(step.state()).isEqualTo(State.Fails);
                            assertThat(step.seen())
                                    .isEqualTo(
                                            "0 of 2 endpoints are ready, 1 of them no pod of this"
                                                    + " workload");
                        });
    }

    @Test
    void withoutPodsItEndsAtThem() {
        Walk walk = walk(evidence().service(aService("storefront").port("http", 80, 3000)));

        assertThat(step(walk, Stage.Pod).seen()).isEqualTo("is scaled to 0");
        assertThat(step(walk, Stage.Port).state()).isEqualTo(State.Unknown);
    }

    @Test
    void aCrashingPodFailsAndWhatIsSilentIsNotKnown() {
        Walk walk =
                walk(
                        evidence()
                                .container(aContainer().port("http", 3001))
                                .pods(aPod("web-1").crashing(1)));
        assertThat(walk.failing(Reason.ProcessCrashing))
                .hasValueSatisfying(step -> assertThat(step.seen()).contains("1 crashing"));
        Walk silent = walk(moved().timesOut(3000));
        assertThat(step(silent, Stage.Port).state()).isEqualTo(State.Unknown);
    }

    private static Walk walk(EvidenceFixture scene, Entrance... entrances) {
        return Walker.walk(scene.build(), List.of(entrances)).orElseThrow();
    }

    private static Step step(Walk walk, Stage stage) {
        return walk.steps().stream()
                .filter(step -> step.stage() == stage)
                .findFirst()
                .orElseThrow();
    }

    private static EndpointSlice slice(String service, boolean ready, String... pods) {
        EndpointSliceBuilder slice =
                new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withName(service + "-x")
                        .addToLabels("kubernetes.io/service-name", service)
                        .addToLabels(LABELS)
                        .endMetadata();
        for (String pod : pods) {
            slice.addNewEndpoint()
                    .withNewConditions()
                    .withReady(ready)
                    .endConditions()
                    .withNewTargetRef()
                    .withName(pod)
                    .endTargetRef()
                    .endEndpoint();
        }
        return slice.build();
    }
}
