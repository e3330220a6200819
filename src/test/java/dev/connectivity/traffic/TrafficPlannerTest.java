package dev.connectivity.traffic;

import static dev.connectivity.traffic.TrafficKind.BackendTrafficPolicy;
import static dev.connectivity.traffic.TrafficKind.DestinationRule;
import static dev.connectivity.traffic.TrafficKind.VirtualService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.policy.Policy;
import dev.connectivity.testing.Policies;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficPlannerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Surroundings SHOP =
            new Surroundings(
                    "cluster.local",
                    Map.of("app", "storefront"),
                    Map.of("app", "storefront", "tier", "web"),
                    (namespace, name) -> false);
    private static final Policy POLICY =
            Policies.read(
                    "mode: Enforce, workload: {name: storefront}, upstreams: [{name: chat, url:"
                            + " 'http://chat.talk.svc'}], traffic: {provider: Istio}");

    private final Map<TrafficKind, List<GenericKubernetesResource>> live =
            new EnumMap<>(TrafficKind.class);
    private final List<FindingStatus> before = new ArrayList<>();
    private boolean policyIsNew;
    private boolean enforces = true;

    private List<Decided> decide() {
        return planner().decide(Wanted.of(POLICY, SHOP));
    }

    private TrafficPlanner planner() {
        return new TrafficPlanner(
                POLICY, SHOP, live, new TrafficMemory(before, policyIsNew, NOON), enforces);
    }

    private Decided ofRule() {
        return decide().stream()
                .filter(it -> it.wanted().kind() == DestinationRule)
                .findFirst()
                .orElseThrow();
    }

    private void remembered(FindingState state, Duration... ago) {
        before.add(
                new FindingStatus(
                        Reason.TrafficInconsistent,
                        "DestinationRule/storefront-chat",
                        "spec",
                        null,
                        null,
                        "Said.",
                        null,
                        null,
                        null,
                        state,
                        ago.length == 0
                                ? null
                                : Stream.of(ago).map(it -> NOON.minus(it).toString()).toList()));
    }

    private void there(TrafficKind kind, String yaml) {
        live.computeIfAbsent(kind, _ -> new ArrayList<>())
                .add(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
    }

    /** As we would have written it, but for one text. */
    private void ours(TrafficKind kind, String wrong, String right) {
        Wanted wanted =
                Wanted.of(POLICY, SHOP).stream()
                        .filter(it -> it.kind() == kind)
                        .findFirst()
                        .orElseThrow();
        GenericKubernetesResource object = wanted.object(POLICY);
        object.getMetadata().setCreationTimestamp("2026-02-01T00:00:00Z");
        there(kind, Serialization.asYaml(object).replace(wrong, right));
    }

    @Test
    void whatIsMissingIsWritten() {
        assertThat(decide())
                .extracting(it -> it.wanted().kind(), Decided::decision)
                .containsExactly(
                        tuple(DestinationRule, Decision.Apply),
                        tuple(VirtualService, Decision.Apply));
    }

    @Test
    void whatIsAsWantedHoldsAlsoWithMoreInIt() {
        ours(DestinationRule, "exportTo:", "subsets: []\n  exportTo:");
        assertThat(ofRule().decision()).isEqualTo(Decision.Holds);
    }

    @Test
    void inObserveEachIsProposedWithWhatAUserWouldCommit() {
        enforces = false;
        Decided rule = ofRule();

        assertThat(rule.decision()).isEqualTo(Decision.Propose);
        assertThat(rule.ruling(POLICY, Optional.empty()).patch().orElseThrow())
                .contains("kind: \"DestinationRule\"", "host: \"chat.talk.svc.cluster.local\"")
                .doesNotContain("ownerReferences", "connectivity.dev", "managed-by");
    }

    @Test
    void aChangeOfThePolicyIsNoReturn() {
        remembered(FindingState.applied);
        ours(DestinationRule, "connectivity.dev/written: \"", "connectivity.dev/written: \"x");
        assertThat(ofRule())
                .extracting(Decided::decision, Decided::returns)
                .containsExactly(Decision.Apply, List.of());
    }

    @Test
    void aValueThatWasChangedAndOneThatWasRemovedAreReturns() {
        remembered(FindingState.applied, Duration.ofMinutes(5));
        assertThat(ofRule().returns()).containsExactly(NOON.minusSeconds(300), NOON);
        ours(DestinationRule, "2s", "9s");
        assertThat(ofRule())
                .extracting(Decided::decision, it -> it.returns().size())
                .containsExactly(Decision.Apply, 2);
    }

    @Test
    void theThirdReturnWithinAnHourIsLeftAloneUntilThePolicyChanges() {
        remembered(FindingState.applied, Duration.ofMinutes(50), Duration.ofMinutes(5));
        assertThat(ofRule().decision()).isEqualTo(Decision.Contested);

        policyIsNew = true;
        assertThat(ofRule())
                .extracting(Decided::decision, Decided::returns)
                .containsExactly(Decision.Apply, List.of());
    }

    @Test
    void threeReturnsOverMoreThanAnHourAreNone() {
        remembered(FindingState.applied, Duration.ofMinutes(61), Duration.ofMinutes(5));
        assertThat(ofRule().decision()).isEqualTo(Decision.Apply);
    }

    @Test
    void whatIsContestedStaysSo() {
        remembered(FindingState.contested, Duration.ofHours(9));
        assertThat(ofRule().decision()).isEqualTo(Decision.Contested);
        assertThat(planner().outgrown(decide())).isEmpty();
    }

    @Test
    void whatSomebodyElseSaysInTheSameWordsIsNotAskedFor() {
        ours(DestinationRule, "uid: \"uid-storefront\"", "uid: \"uid-former\"");
        assertThat(decide()).extracting(it -> it.wanted().kind()).containsExactly(VirtualService);
        assertThat(planner().outgrown(decide())).isEmpty();
    }

    @Test
    void oneOfAnotherPolicyOfTheSameNameIsNotOurs() {
        ours(DestinationRule, "uid: \"uid-storefront\"", "uid: \"uid-former\"");
        GenericKubernetesResource theirs = live.get(DestinationRule).getFirst();
        theirs.setAdditionalProperty("spec", Map.of("host", "elsewhere.example.test"));
        assertThat(ofRule().decision()).isEqualTo(Decision.Conflict);
        assertThat(planner().outgrown(decide())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "talk | host: chat | Conflict",
                "talk | host: chat.talk.svc.cluster.local | Conflict",
                "shop | host: chat.talk.svc.cluster.local | Conflict",
                "shop | host: '*.talk.svc.cluster.local' | Conflict",
                "shop | host: '*' | Conflict",
                "shop | {host: chat.talk.svc.cluster.local, workloadSelector: {matchLabels: {tier:"
                        + " web}}} | Conflict",
                "shop | {host: chat.talk.svc.cluster.local, workloadSelector: {matchLabels: {app:"
                        + " other}}} | Apply",
                "shop | host: chat | Apply",
                "shop | host: chart.talk.svc.cluster.local | Apply",
                "talk | {host: chat, exportTo: ['.']} | Apply",
                "talk | {host: chat, exportTo: [shop]} | Conflict",
                "elsewhere | host: chat.talk.svc.cluster.local | Apply",
            })
    void somebodyElsesThatGovernsTheSame(String namespace, String spec, Decision decision) {
        there(
                DestinationRule,
                "metadata: {name: theirs, namespace: %s, creationTimestamp: '2026-01-01T00:00:00Z'}\nspec: %s"
                        .formatted(namespace, spec.startsWith("{") ? spec : "{" + spec + "}"));
        assertThat(ofRule().decision()).isEqualTo(decision);
    }

    @Test
    void aVirtualServiceOfAnyNamespaceMayGovernTheHostAndIsNotNamed() {
        there(
                VirtualService,
                "metadata: {name: theirs, namespace: elsewhere, creationTimestamp:"
                        + " '2026-01-01T00:00:00Z'}\nspec: {hosts: [chat.talk.svc.cluster.local]}");
        assertThat(decide().getLast())
                .extracting(it -> it.wanted().kind(), Decided::decision)
                .containsExactly(VirtualService, Decision.Conflict);
        assertThat(decide().getLast().message())
                .contains("A VirtualService of another namespace governs")
                .doesNotContain("theirs", "elsewhere");
    }

    @Test
    void oursGoesWhereSomebodyElsesComes() {
        ours(DestinationRule, "", "");
        there(
                DestinationRule,
                "metadata: {name: theirs, namespace: shop, creationTimestamp:"
                        + " '2026-02-02T00:00:00Z'}\n"
                        + "spec: {host: '*'}");
        assertThat(ofRule().message()).contains("DestinationRule theirs governs");
        assertThat(planner().outgrown(decide()))
                .extracting(it -> it.getMetadata().getName())
                .containsExactly("storefront-chat");
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T00:00:00Z, Conflict", "2026-03-01T00:00:00Z, Holds"})
    void ofTwoPoliciesForOneHostTheOlderOnesStays(String created, Decision decision) {
        ours(DestinationRule, "", "");
        there(
                DestinationRule,
                ("metadata: {name: another, namespace: shop, creationTimestamp: '%s', labels:"
                                + " {app.kubernetes.io/managed-by: connectivity-operator}}\n"
                                + "spec: {host: chat.talk.svc.cluster.local}")
                        .formatted(created));
        assertThat(ofRule().decision()).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{hosts: [chat.talk.svc.cluster.local]} | true",
                "{hosts: [chat.talk.svc.cluster.local], gateways: [mesh, web]} | true",
                "{hosts: [chat.talk.svc.cluster.local], gateways: [web]} | false",
            })
    void aVirtualServiceOfAGatewayAloneIsNoRival(String spec, boolean rival) {
        var theirs =
                Serialization.unmarshal(
                        "metadata: {namespace: shop}\nspec: %s".formatted(spec),
                        GenericKubernetesResource.class);
        assertThat(
                        Scope.of(VirtualService, theirs, SHOP)
                                .meets(Set.of("chat.talk.svc.cluster.local")))
                .isEqualTo(rival);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{targetRef: {kind: HTTPRoute, name: web}} | true",
                "{targetRefs: [{kind: HTTPRoute, name: api}, {kind: HTTPRoute, name: web}]} | true",
                "{targetRefs: [{kind: HTTPRoute, name: web, sectionName: cart}]} | false",
                "{targetRefs: [{kind: Gateway, name: web}]} | false",
                "{} | false",
            })
    void whichPolicyOfAGatewayGovernsARoute(String spec, boolean rival) {
        var theirs =
                Serialization.unmarshal(
                        "metadata: {namespace: shop}\nspec: %s".formatted(spec),
                        GenericKubernetesResource.class);
        assertThat(Scope.of(BackendTrafficPolicy, theirs, SHOP).meets(Set.of("web", "shop")))
                .isEqualTo(rival);
    }
}
