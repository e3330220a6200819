package dev.connectivity.judge.objective;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Objectives.Goal;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration WINDOW = Duration.ofHours(24);

    private final Account account = new Account();

    @Test
    void aFirstAttemptThatFailsIsAnErrorAndOneThatNoRepeatAnswersIsUnavailable() {
        first(answered(at(0)));
        first(failed(at(10), Reason.ConnectionRefused));
        repeat(answered(at(11)));
        first(failed(at(20), Reason.ConnectionRefused));
        repeat(failed(at(21), Reason.ConnectionRefused));
        first(answered(at(30)));

        assertThat(counts(Objective.ErrorRate)).isEqualTo("2 of 4");
        assertThat(counts(Objective.Availability)).isEqualTo("1 of 4");
    }

    @Test
    void beingAskedTooOftenCountsNeitherForNorAgainst() {
        first(failed(at(0), Reason.RateLimited));
        first(answered(at(10)));
        first(failed(at(20), Reason.ConnectionTimeout));
        repeat(failed(at(21), Reason.RateLimited));
        first(failed(at(30), Reason.RateLimited));
        first(failed(at(300), Reason.RateLimited));

        assertThat(counts(Objective.ErrorRate)).isEqualTo("1 of 2");
        assertThat(counts(Objective.Availability)).isEqualTo("1 of 2");
    }

    @Test
    void whatIsSparedWhileItIsDownWasDownAllTheSame() {
        first(answered(at(0)));
        first(failed(at(10), Reason.ConnectionRefused));
        first(failed(at(100), Reason.ConnectionRefused));
        first(answered(at(160)));

        // 10, then 20 to 90 left out, 100, then 110 to 150 left out; 0 and 160 were answered.
        assertThat(counts(Objective.Availability)).isEqualTo("15 of 17");
    }

    @Test
    void aClockThatWasAheadAndIsSetBackStopsNoCount() {
        first(answered(at(0)));
        first(failed(at(7200), Reason.ConnectionRefused));
        burn(at(10));
        first(failed(at(10), Reason.ConnectionRefused));
        first(answered(at(20)));
        first(answered(at(30)));

        assertThat(burn(at(30)).get(Span.FIVE_MINUTES)).isCloseTo(1000 / 3.0, within(0.001));
        assertThat(burn(at(7300)).get(Span.SIX_HOURS)).isCloseTo(1000 / 4.0, within(0.001));
    }

    @Test
    void aClockThatIsSetBackALittleForgetsNothing() {
        first(answered(at(0)));
        first(answered(at(10)));
        burn(at(9));
        first(failed(at(9), Reason.ConnectionRefused));

        assertThat(burn(at(20)).get(Span.FIVE_MINUTES)).isCloseTo(1000 / 3.0, within(0.001));
    }

    private Map<Span, Double> burn(Instant now) {
        return account.read(
                        "upstream/chat",
                        new Goal(Objective.ErrorRate, 100),
                        WINDOW,
                        now,
                        ObjectiveState.Met)
                .burn();
    }

    @Test
    void aRestEndsTheQuestionThatWasOpen() {
        first(failed(at(0), Reason.ConnectionRefused));
        account.rest();
        first(answered(at(500)));

        assertThat(counts(Objective.Availability)).isEqualTo("0 of 2");
        assertThat(counts(Objective.ErrorRate)).isEqualTo("1 of 2");
    }

    @Test
    void onlyFirstAnswersAreTimedAndExactlyTheBoundIsSlow() {
        account.slowFrom(Optional.of(Duration.ofSeconds(2)));
        first(taking(at(0), Duration.ofMillis(1999)));
        first(taking(at(10), Duration.ofSeconds(2)));
        first(failed(at(20), Reason.ConnectionTimeout));
        repeat(taking(at(21), Duration.ofSeconds(9)));

        assertThat(counts(Objective.Latency)).isEqualTo("1 of 2");

        account.slowFrom(Optional.of(Duration.ofSeconds(2)));
        assertThat(counts(Objective.Latency)).isEqualTo("1 of 2");
        account.slowFrom(Optional.of(Duration.ofSeconds(3)));
        assertThat(counts(Objective.Latency)).as("another bound").isEqualTo("0 of 0");
    }

    @Test
    void aBudgetIsExhaustedOnlyBeyondItsLastSampleAndMetAgainWhenATenthIsBack() {
        Goal goal = new Goal(Objective.ErrorRate, 100);

        assertThat(Reading.judge(5, 999, goal, ObjectiveState.Met))
                .isEqualTo(ObjectiveState.InsufficientData);
        assertThat(Reading.judge(1, 1000, goal, ObjectiveState.Met)).isEqualTo(ObjectiveState.Met);
        assertThat(Reading.judge(10, 10_000, goal, ObjectiveState.Met))
                .isEqualTo(ObjectiveState.Met);
        assertThat(Reading.judge(11, 10_000, goal, ObjectiveState.Met))
                .isEqualTo(ObjectiveState.Missed);
        assertThat(Reading.judge(10, 10_000, goal, ObjectiveState.Missed))
                .isEqualTo(ObjectiveState.Missed);
        assertThat(Reading.judge(9, 10_000, goal, ObjectiveState.Missed))
                .isEqualTo(ObjectiveState.Met);
    }

    @Test
    void aBurnRateIsOneWhereTheBudgetJustLastsForTheWindow() {
        for (int i = 0; i < 3600; i++) {
            Instant when = at(i);
            Observation seen =
                    i >= 3300 && i % 10 == 0
                            ? failed(when, Reason.ConnectionReset)
                            : answered(when);
            account.attempted(seen, true, Duration.ofSeconds(1));
        }

        Reading reading =
                account.read(
                        "database",
                        new Goal(Objective.ErrorRate, 1000),
                        WINDOW,
                        at(3599),
                        ObjectiveState.Met);

        assertThat(reading.burn().get(Span.FIVE_MINUTES)).isCloseTo(10, within(0.4));
        assertThat(reading.burn().get(Span.HALF_HOUR)).isCloseTo(30.0 / 18, within(0.1));
        assertThat(reading.burn().get(Span.HOUR)).isCloseTo(30.0 / 36, within(1e-9));
        assertThat(reading.remaining()).isCloseTo(1 - 30.0 / 36, within(1e-9));
    }

    @Test
    void withoutSamplesThereIsNoRateAndNothingIsUsed() {
        Reading reading = read(Objective.Availability);

        assertThat(reading.burn()).isEmpty();
        assertThat(reading.remaining()).isEqualTo(1);
        assertThat(reading.state()).isEqualTo(ObjectiveState.InsufficientData);
    }

    private void first(Observation attempt) {
        account.attempted(attempt, true, INTERVAL);
    }

    private void repeat(Observation attempt) {
        account.attempted(attempt, false, INTERVAL);
    }

    private String counts(Objective objective) {
        Reading reading = read(objective);
        return reading.bad() + " of " + reading.samples();
    }

    private Reading read(Objective objective) {
        return account.read(
                "database", new Goal(objective, 100), WINDOW, at(600), ObjectiveState.Met);
    }

    private static Observation taking(Instant began, Duration took) {
        return new Observation(began, took, Map.of(), new Outcome.Answered(), List.of());
    }

    private static Instant at(long second) {
        return NOON.plusSeconds(second);
    }
}
