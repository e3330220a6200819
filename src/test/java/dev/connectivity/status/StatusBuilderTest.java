package dev.connectivity.status;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.aRuling;
import static dev.connectivity.testing.StatusFixtures.condition;
import static dev.connectivity.testing.StatusFixtures.down;
import static dev.connectivity.testing.StatusFixtures.lost;
import static dev.connectivity.testing.StatusFixtures.recovered;
import static dev.connectivity.testing.StatusFixtures.said;
import static dev.connectivity.testing.StatusFixtures.up;
import static dev.connectivity.testing.StatusFixtures.withIncident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Summary;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Restored;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.KnownBuilder;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusBuilderTest {

    private static final Instant LATER = NOON.plusSeconds(600);

    static List<Supplier<KnownBuilder>> worlds() {
        return List.of(
                KnownBuilder::aKnown,
                StatusBuilderTest::busy,
                () -> busy().suspended(),
                () -> aKnown().suspended(),
                () -> aKnown().unreadable(Reason.InvalidSpec),
                () -> aKnown().upstream("new", true).database());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void builtAgainFromItsOwnOutputItIsEqual(Supplier<KnownBuilder> world) {
        ConnectivityPolicyStatus first = StatusBuilder.build(world.get().build());
        ConnectivityPolicyStatus read =
                Serialization.unmarshal(
                        Serialization.asJson(first), ConnectivityPolicyStatus.class);
        assertThat(StatusBuilder.build(world.get().before(read).now(LATER).build()))
                .isEqualTo(first);
    }

    @Test
    void theTimeOfATransitionMovesOnlyWithTheStatus() {
        ConnectivityPolicyStatus well = StatusBuilder.build(aKnown().database(up()).build());
        ConnectivityPolicyStatus lost =
                StatusBuilder.build(
                        aKnown().database(down(Circuit.Closed)).before(well).now(LATER).build());
        assertThat(transition(lost, "DatabaseReachable")).isEqualTo("2026-03-01T12:10:00Z");
        assertThat(transition(lost, "Accepted")).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void anotherReasonOfTheSameStatusIsNoTransition() {
        ConnectivityPolicyStatus held =
                StatusBuilder.build(
                        aKnown().ruling(aRuling(Reason.PortMismatch, Decision.Conflict)).build());
        ConnectivityPolicyStatus contested =
                StatusBuilder.build(
                        aKnown().ruling(aRuling(Reason.PortMismatch, Decision.Contested))
                                .before(held)
                                .now(LATER)
                                .build());
        assertThat(said(contested, "Programmed")).isEqualTo("False/Contested");
        assertThat(transition(contested, "Programmed")).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void everyConditionNamesTheGenerationThatItWasDecidedFor() {
        ConnectivityPolicyStatus status = StatusBuilder.build(busy().generation(9).build());
        assertThat(status.observedGeneration()).isEqualTo(9);
        assertThat(status.conditions())
                .extracting(Condition::getObservedGeneration)
                .containsOnly(9L);
    }

    @Test
    void conditionsStandInTheOrderOfTheirEnum() {
        List<String> order = Arrays.stream(ConditionType.values()).map(Enum::name).toList();
        assertThat(StatusBuilder.build(busy().build()).conditions())
                .extracting(Condition::getType)
                .isSortedAccordingTo(
                        (one, other) -> Integer.compare(order.indexOf(one), order.indexOf(other)))
                .doesNotHaveDuplicates();
    }

    @Test
    void suspensionKeepsWhatWasToldUnderTheNewGeneration() {
        ConnectivityPolicyStatus told = StatusBuilder.build(busy().build());
        ConnectivityPolicyStatus kept =
                StatusBuilder.build(
                        aKnown().suspended().before(told).generation(8).now(LATER).build());
        for (ConditionType type : ConditionType.values()) {
            assertThat(said(kept, type.name())).isEqualTo(said(told, type.name()));
        }
        assertThat(kept.observedGeneration()).isEqualTo(8);
        assertThat(kept.conditions()).extracting(Condition::getObservedGeneration).containsOnly(8L);
        assertThat(kept.upstreams()).isEqualTo(told.upstreams());
        assertThat(kept.findings()).isEqualTo(told.findings());
        assertThat(kept.lastIncident()).isEqualTo(told.lastIncident());
    }

    @Test
    void theSummaryIsWhatThePrinterColumnsShow() {
        assertThat(StatusBuilder.build(busy().build()).summary())
                .isEqualTo(
                        new Summary(
                                "1/2", "Down", "database,chat", "PortMismatch Service/storefront"));
        assertThat(StatusBuilder.build(aKnown().build()).summary()).isNull();
        assertThat(StatusBuilder.build(aKnown().database(up()).build()).summary().database())
                .isEqualTo("Up");
        assertThat(StatusBuilder.build(aKnown().database().build()).summary().database())
                .isEqualTo("Undetermined");
    }

    @Test
    void dependenciesAreToldInThePolicysOrder() {
        ConnectivityPolicyStatus status = StatusBuilder.build(busy().build());
        assertThat(status.upstreams())
                .extracting(DependencyStatus::name)
                .containsExactly("api", "chat");
        assertThat(status.upstreams().getLast().message()).isEqualTo("10.0.0.9:443");
        assertThat(status.upstreams().getLast().since()).isEqualTo("2026-03-01T11:59:30Z");
    }

    @Test
    void everyDecisionHasItsStateAmongFindings() {
        KnownBuilder known = aKnown();
        for (Decision decision : Decision.values()) {
            known.ruling(aRuling(Reason.PortMismatch, decision));
        }
        assertThat(StatusBuilder.build(known.build()).findings())
                .extracting(FindingStatus::state)
                .containsExactly(
                        FindingState.applied,
                        FindingState.applied,
                        FindingState.proposed,
                        FindingState.proposed,
                        FindingState.proposed,
                        FindingState.contested,
                        FindingState.proposed,
                        null);
    }

    @Test
    void noMoreThanSixtyFourFindingsAreShown() {
        KnownBuilder known = aKnown();
        for (int i = 0; i < 70; i++) {
            known.ruling(aRuling(Reason.PortMismatch, Decision.Propose));
        }
        assertThat(StatusBuilder.build(known.build()).findings()).hasSize(64);
    }

    @Test
    void theLatestIncidentIsToldWithItsTimes() {
        var earlier =
                withIncident(up(), recovered(NOON.minusSeconds(100), Duration.ofMillis(20_100)));
        var later = withIncident(up(), recovered(NOON.minusSeconds(50), Duration.ofSeconds(65)));
        ConnectivityPolicyStatus status =
                StatusBuilder.build(
                        aKnown().database(earlier).upstream("chat", true, later).build());
        assertThat(status.lastIncident())
                .isEqualTo(
                        new IncidentStatus(
                                "upstream/chat",
                                Reason.ConnectionTimeout,
                                "2026-03-01T11:59:10Z",
                                "6.2s",
                                "1m5.0s"));
    }

    @Test
    void anIncidentOutlivesARestartAndIsEndedAfterIt() {
        ConnectivityPolicyStatus told =
                StatusBuilder.build(
                        aKnown().database(
                                        withIncident(
                                                down(Circuit.Open), lost(NOON.minusSeconds(9))))
                                .build());
        var restored = Restored.database(told, LATER).orElseThrow();
        ConnectivityPolicyStatus again =
                StatusBuilder.build(aKnown().database(restored).before(told).now(LATER).build());
        assertThat(again).isEqualTo(told);
    }

    @Test
    void anOldIncidentStaysAsHistoryUnlessItNeverEndedAndItsDependencyIsGone() {
        var ended = withIncident(up(), recovered(NOON, Duration.ofSeconds(9)));
        ConnectivityPolicyStatus history = StatusBuilder.build(aKnown().database(ended).build());
        assertThat(StatusBuilder.build(aKnown().before(history).build()).lastIncident())
                .isNotNull();
        ConnectivityPolicyStatus lasting =
                StatusBuilder.build(aKnown().database(down(Circuit.Open)).build());
        assertThat(StatusBuilder.build(aKnown().before(lasting).build()).lastIncident()).isNull();
        assertThat(StatusBuilder.build(aKnown().database().before(lasting).build()).lastIncident())
                .isNotNull();
    }

    @Test
    void messagesSayWhatAndWhatNext() {
        ConnectivityPolicyStatus held =
                StatusBuilder.build(
                        aKnown().ruling(aRuling(Reason.PortMismatch, Decision.Conflict)).build());
        assertThat(condition(held, "Programmed").orElseThrow().getMessage())
                .isEqualTo(
                        "Service/storefront spec.targetPort is held by helm."
                                + " Apply the finding's patch there, or set onConflict: TakeOver.");
        ConnectivityPolicyStatus open =
                StatusBuilder.build(
                        aKnown().ruling(aRuling(Reason.PortMismatch, Decision.Propose))
                                .observing()
                                .build());
        assertThat(condition(open, "Ready").orElseThrow().getMessage())
                .startsWith(
                        "Nothing is left for us to do. Still open: PortMismatch Service/storefront."
                                + " 1 change proposed");
    }

    @Test
    void onlyReasonsOfTheClosedEnumAreUsed() {
        Set<String> closed =
                Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.toSet());
        assertThat(StatusBuilder.build(busy().build()).conditions())
                .extracting(Condition::getReason)
                .isSubsetOf(closed);
    }

    private static KnownBuilder busy() {
        return aKnown().ruling(aRuling(Reason.PortMismatch, Decision.Contested))
                .ruling(aRuling(Reason.ListenerNotStarted, Decision.None))
                .rollout(RolloutState.Progressing)
                .upstream("api", true, up())
                .upstream("chat", false, down(Circuit.Open))
                .database(withIncident(down(Circuit.HalfOpen), lost(NOON.minusSeconds(9))));
    }

    private static String transition(ConnectivityPolicyStatus status, String type) {
        return condition(status, type).orElseThrow().getLastTransitionTime();
    }
}
