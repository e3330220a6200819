package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.testing.JudgeFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoredTest {

    private static final DependencyStatus DOWN =
            dependency("database", DependencyStatus.State.Down, CircuitState.Open);
    private static final IncidentStatus LASTING =
            new IncidentStatus(
                    "database", Reason.ConnectionRefused, "2026-03-01T11:00:00Z", "6.2s", null);

    @Test
    void whatWasDownStaysDownWithItsReasonCircuitAndTime() {
        Verdict verdict = Restored.from(DOWN, Optional.of(LASTING), NOON);
        assertThat(verdict.state()).isEqualTo(Verdict.State.Down);
        assertThat(verdict.reason()).isEqualTo(Reason.ConnectionRefused);
        assertThat(verdict.detail()).isEqualTo("db:5432");
        assertThat(verdict.circuit()).isEqualTo(Circuit.Open);
        assertThat(verdict.since()).isEqualTo(Instant.parse("2026-03-01T11:00:06Z"));
    }

    @Test
    void anIncidentThatLastsIsEndedByTheFirstSuccessAfterTheRestart() {
        Verdict restored = Restored.from(DOWN, Optional.of(LASTING), NOON);
        Incident incident =
                Judge.judge(restored, JudgeFixtures.answered(NOON), JudgeFixtures.aPacing())
                        .incident()
                        .orElseThrow();
        assertThat(Duration.between(incident.began(), incident.detected()))
                .isEqualTo(Duration.ofMillis(6200));
        assertThat(incident.recovered()).contains(NOON.plusMillis(20));
    }

    @Test
    void oneFailureAfterTheRestartDoesNotBeginAnotherIncident() {
        Verdict restored = Restored.from(DOWN, Optional.of(LASTING), NOON);
        Verdict after =
                Judge.judge(
                        restored,
                        JudgeFixtures.failed(NOON, Reason.ConnectionTimeout),
                        JudgeFixtures.aPacing());
        assertThat(after.readsAs(restored)).isTrue();
        assertThat(after.firstFailure()).contains(Instant.parse("2026-03-01T11:00:00Z"));
    }

    @Test
    void eachTakesItsOwnIncidentAlone() {
        DependencyStatus upstream =
                dependency("database", DependencyStatus.State.Down, CircuitState.Closed);
        var status =
                new ConnectivityPolicyStatus(
                        1L, null, List.of(upstream), DOWN, null, null, null, LASTING, null);
        assertThat(Restored.database(status, NOON).orElseThrow().incident()).isPresent();
        assertThat(Restored.upstreams(status, NOON).get("database").incident()).isEmpty();
    }

    @Test
    void aTrialBeginsAgainWithAllThatItNeeds() {
        Verdict restored =
                Restored.from(
                        dependency("database", DependencyStatus.State.Up, CircuitState.HalfOpen),
                        Optional.empty(),
                        NOON);
        Verdict one = Judge.judge(restored, JudgeFixtures.answered(NOON), JudgeFixtures.aPacing());
        assertThat(one.circuit()).isEqualTo(Circuit.HalfOpen);
        Verdict two = Judge.judge(one, JudgeFixtures.answered(NOON), JudgeFixtures.aPacing());
        assertThat(two.circuit()).isEqualTo(Circuit.Closed);
    }

    @Test
    void textsThatAreNotOursAreLeftOut() {
        var spoilt =
                new IncidentStatus("database", Reason.ConnectionRefused, "yesterday", "long", null);
        var odd =
                new DependencyStatus(
                        "database",
                        DependencyStatus.State.Up,
                        CircuitState.Closed,
                        Reason.Reachable,
                        null,
                        "today");
        Verdict verdict = Restored.from(odd, Optional.of(spoilt), NOON);
        assertThat(verdict.since()).isEqualTo(NOON);
        assertThat(verdict.incident()).isEmpty();
    }

    @Test
    void durationsReadBackAsTheyWereWritten() {
        for (long tenths : new long[] {0, 62, 599, 600, 2405, 36_000, 109_250, 8_640_000}) {
            Duration duration = Duration.ofMillis(tenths * 100);
            assertThat(Elapsed.parse(Elapsed.format(duration))).contains(duration);
        }
        assertThat(Elapsed.format(Duration.ofMillis(6249))).isEqualTo("6.2s");
        assertThat(Elapsed.format(Duration.ofSeconds(10_925))).isEqualTo("3h2m5.0s");
        assertThat(Elapsed.format(Duration.ofSeconds(-3))).isEqualTo("0.0s");
        assertThat(Elapsed.parse("6s")).isEmpty();
    }

    private static DependencyStatus dependency(
            String name, DependencyStatus.State state, CircuitState circuit) {
        return new DependencyStatus(
                name, state, circuit, Reason.ConnectionRefused, "db:5432", "2026-03-01T11:00:06Z");
    }
}
