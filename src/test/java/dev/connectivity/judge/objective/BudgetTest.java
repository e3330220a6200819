package dev.connectivity.judge.objective;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Policy;
import dev.connectivity.testing.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Duration LISTENER = Duration.ofSeconds(5);
    private static final String ALL =
            "workload: {name: storefront}, listener: {port: 3001}, secrets: [db], database:"
                    + " {engine: PostgreSQL, url: {secret: db, key: URL}}, upstreams: [{name: chat,"
                    + " url: 'http://chat.test', importance: Optional}], objectives: %s";

    private final Budget budget = new Budget(Map.of());

    @Test
    void withoutAGoalNothingIsHeld() {
        Policy policy = Policies.read(ALL.formatted("{}"));

        assertThat(Held.of(policy, LISTENER)).isEmpty();
    }

    @Test
    void theWorkloadIsTimedOnlyWhereItsReadinessPathIsAsked() {
        String latency = "{latency: {below: 2s, share: '99'}}";
        Policy plain = Policies.read(ALL.formatted(latency));
        Policy asked =
                Policies.read(ALL.formatted(latency) + ", health: {readiness: {path: /ready}}");

        assertThat(Held.of(plain, LISTENER).getFirst().timed()).isFalse();
        assertThat(Held.of(asked, LISTENER).getFirst().timed()).isTrue();
    }

    @Test
    void theWorkloadIsSampledByTimeForAsLongAsItIsKnown() {
        hold("{availability: '99'}");
        budget.reached(Optional.of(true), NOON);
        passing(0, 500);
        budget.reached(Optional.of(false), NOON.plusSeconds(500));
        passing(500, 600);
        budget.reached(Optional.empty(), NOON.plusSeconds(600));
        passing(600, 700);

        Reading reading = workload(NOON.plusSeconds(700));
        assertThat(reading.samples()).isEqualTo(120);
        assertThat(reading.bad()).isEqualTo(20);
        assertThat(reading.state()).isEqualTo(ObjectiveState.Missed);
    }

    @Test
    void aGapInWhichNobodyLookedCountsForNothing() {
        hold("{availability: '99'}");
        budget.reached(Optional.of(true), NOON);
        passing(0, 50);
        passing(3600, 3610);

        assertThat(workload(NOON.plusSeconds(3610)).samples()).isEqualTo(10 + 2);
    }

    @Test
    void theWorkloadIsSampledOnWhereTheClockWasSetBack() {
        hold("{availability: '99'}");
        budget.reached(Optional.of(true), NOON.plusSeconds(7200));
        passing(0, 50);

        assertThat(workload(NOON.plusSeconds(50)).samples()).isEqualTo(10);
    }

    @Test
    void anOptionalUpstreamIsMeasuredAndDoesNotCount() {
        hold("{errorRate: '10'}");
        for (int i = 0; i < 20; i++) {
            ask("database", i, true);
            ask("upstream/chat", i, false);
            budget.reached(Optional.of(true), NOON.plusSeconds(i * 10L));
        }
        Instant now = NOON.plusSeconds(200);
        List<Reading> readings = budget.read(now);

        assertThat(readings)
                .filteredOn(it -> it.dependency().equals("upstream/chat"))
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(ObjectiveState.Missed));
        assertThat(budget.standings(readings))
                .containsExactly(
                        new Standing(
                                Objective.ErrorRate,
                                ObjectiveState.Met,
                                List.of(),
                                List.of(),
                                List.of()));
    }

    @Test
    void whatIsAskedTooRarelyForItsWindowIsSaidToBe() {
        hold("{availability: '99.9', window: 1h}");

        assertThat(budget.standings(budget.read(NOON)))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.state()).isEqualTo(ObjectiveState.InsufficientData);
                            assertThat(it.never()).containsExactly("workload", "database");
                        });
    }

    @Test
    void whatWasToldToBeMissedIsHeldToTheTenthAfterARestart() {
        budget.recall(
                List.of(
                        new ObjectiveStatus(
                                Objective.ErrorRate,
                                ObjectiveState.Missed,
                                List.of("database"),
                                "2026-03-01T12:00:00Z")));
        hold("{errorRate: '10'}");
        for (int i = 0; i < 20; i++) {
            ask("database", i, i >= 2);
        }

        assertThat(budget.read(NOON.plusSeconds(200)))
                .filteredOn(it -> it.dependency().equals("database"))
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(ObjectiveState.Missed));
    }

    @Test
    void whatIsTakenOutOfThePolicyIsForgotten() {
        hold("{errorRate: '10'}");
        ask("database", 0, true);
        budget.hold(Policies.read("workload: {name: a}").objectives(), List.of());

        assertThat(budget.accounts()).isEmpty();
        assertThat(budget.read(NOON)).isEmpty();
    }

    private void hold(String objectives) {
        Policy policy = Policies.read(ALL.formatted(objectives));
        budget.hold(policy.objectives(), Held.of(policy, LISTENER));
    }

    /** It is looked at every 10 s. */
    private void passing(int from, int to) {
        for (int second = from; second <= to; second += 10) {
            budget.read(NOON.plusSeconds(second));
        }
    }

    private void ask(String dependency, int number, boolean good) {
        Instant at = NOON.plusSeconds(number * 10L);
        budget.with(
                dependency,
                account ->
                        account.attempted(
                                good ? answered(at) : failed(at, Reason.ConnectionRefused),
                                true,
                                Duration.ofSeconds(10)));
    }

    private Reading workload(Instant now) {
        return budget.read(now).stream()
                .filter(it -> it.dependency().equals("workload"))
                .findFirst()
                .orElseThrow();
    }
}
