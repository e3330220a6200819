package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static dev.connectivity.testing.JudgeFixtures.withCircuit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Verdict.State;
import dev.connectivity.policy.Pacing;
import dev.connectivity.probe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {

    /** Letters are attempts, a second apart: s success, r refused, t timeout, l rate limited, a refused login. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("nothing seen is unknown", "", State.Unknown, Reason.Undetermined, Circuit.Closed),
                row("the first success is up", "s", State.Up, Reason.Reachable, Circuit.Closed),
                row("one failure of the unknown tells nothing", "r", State.Unknown, Reason.Undetermined, Circuit.Closed),
                row("two failures of the unknown are down", "rr", State.Down, Reason.ConnectionRefused, Circuit.Closed),
                row("one failure leaves it up", "sr", State.Up, Reason.Reachable, Circuit.Closed),
                row("two failures in a row are down", "srr", State.Down, Reason.ConnectionRefused, Circuit.Closed),
                row("two failures with a success between are not", "srsr", State.Up, Reason.Reachable, Circuit.Closed),
                row("the first success brings it up again", "srrs", State.Up, Reason.Reachable, Circuit.Closed),
                row("the confirming failure gives the reason", "srt", State.Down, Reason.ConnectionTimeout, Circuit.Closed),
                row("another reason once changes nothing", "rrt", State.Down, Reason.ConnectionRefused, Circuit.Open),
                row("another reason twice is taken over", "rrtt", State.Down, Reason.ConnectionTimeout, Circuit.Open),
                row("alternating reasons keep the first", "rrtrtrt", State.Down, Reason.ConnectionRefused, Circuit.Open),
                row("being rate limited leaves it up", "slll", State.Up, Reason.Reachable, Circuit.Closed),
                row("being rate limited leaves it down", "rrl", State.Down, Reason.ConnectionRefused, Circuit.Closed),
                row("being rate limited leaves it unknown, and says so", "ll", State.Unknown, Reason.RateLimited, Circuit.Closed),
                row("being rate limited ends an unconfirmed row", "srlr", State.Up, Reason.Reachable, Circuit.Closed),
                row("being rate limited opens no circuit", "rrlll", State.Down, Reason.ConnectionRefused, Circuit.Closed),
                row("a refused login stands alone", "sa", State.Down, Reason.DatabaseAuthenticationFailed, Circuit.Closed),
                row("three failures open the circuit", "srrr", State.Down, Reason.ConnectionRefused, Circuit.Open),
                row("the first success half-opens it", "rrrs", State.Up, Reason.Reachable, Circuit.HalfOpen),
                row("two successes close it", "rrrss", State.Up, Reason.Reachable, Circuit.Closed),
                row("a failure opens a half-open one at once", "rrrsr", State.Up, Reason.Reachable, Circuit.Open),
                row("successes are counted anew then", "rrrsrs", State.Up, Reason.Reachable, Circuit.HalfOpen));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void table(String sentence, String attempts, State state, Reason reason, Circuit circuit) {
        Verdict verdict = after(attempts, aPacing());
        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.circuit()).isEqualTo(circuit);
    }

    @Test
    void sinceMovesOnlyWithTheState() {
        assertThat(after("s", aPacing()).since()).isEqualTo(endOf(0));
        assertThat(after("sssr", aPacing()).since()).isEqualTo(endOf(0));
        assertThat(after("srrttt", aPacing()).since()).isEqualTo(endOf(2));
        assertThat(after("srrss", aPacing()).since()).isEqualTo(endOf(3));
    }

    @Test
    void anIncidentBeginsWithTheFirstFailureAndEndsWithTheFirstSuccess() {
        Incident lost = after("srr", aPacing()).incident().orElseThrow();
        assertThat(lost.began()).isEqualTo(at(1));
        assertThat(lost.detected()).isEqualTo(endOf(2));
        assertThat(lost.recovered()).isEmpty();
        Incident found = after("srrrrsss", aPacing()).incident().orElseThrow();
        assertThat(found.began()).isEqualTo(at(1));
        assertThat(found.recovered()).contains(endOf(5));
    }

    @Test
    void anUnconfirmedFailureIsNoIncident() {
        assertThat(after("srs", aPacing()).incident()).isEmpty();
        assertThat(after("srs", aPacing()).firstFailure()).isEmpty();
    }

    @Test
    void theNextIncidentReplacesTheLast() {
        assertThat(after("rrsrr", aPacing()).incident().orElseThrow().began()).isEqualTo(at(3));
    }

    @Test
    void aFailureWhileOpenStartsItsTimeAnew() {
        assertThat(after("rrr", aPacing()).circuitSince()).isEqualTo(endOf(2));
        assertThat(after("rrrr", aPacing()).circuitSince()).isEqualTo(endOf(3));
    }

    @Test
    void aSingleSuccessClosesWhereOneIsEnough() {
        Pacing pacing = withCircuit(aPacing(), 3, Duration.ofSeconds(30), 1);
        assertThat(after("rrrs", pacing).circuit()).isEqualTo(Circuit.Closed);
    }

    @Test
    void changingDetailsOfOneReasonDoNotRewriteTheStatus() {
        Pacing pacing = withCircuit(aPacing(), 9, Duration.ofSeconds(30), 2);
        Verdict down = after("rr", pacing);
        Verdict other = Judge.judge(down, with("10.0.0.2:80"), pacing);
        assertThat(other.readsAs(down)).isTrue();
        assertThat(Judge.judge(other, with("10.0.0.2:80"), pacing).detail()).isEqualTo("10.0.0.2:80");
        assertThat(Judge.judge(other, with("10.0.0.3:80"), pacing).detail()).isEqualTo("db:5432");
    }

    private static Observation with(String detail) {
        return failed(at(9), Duration.ofMillis(20), Reason.ConnectionRefused, detail);
    }

    private static Verdict after(String attempts, Pacing pacing) {
        Verdict verdict = Verdict.unknown(NOON);
        for (int second = 0; second < attempts.length(); second++) {
            verdict = Judge.judge(verdict, attempt(attempts.charAt(second), at(second)), pacing);
        }
        return verdict;
    }

    private static Observation attempt(char letter, Instant began) {
        return letter == 's' ? answered(began) : failed(began, reasonOf(letter));
    }

    private static Reason reasonOf(char letter) {
        return switch (letter) {
            case 'r' -> Reason.ConnectionRefused;
            case 't' -> Reason.ConnectionTimeout;
            case 'l' -> Reason.RateLimited;
            case 'a' -> Reason.DatabaseAuthenticationFailed;
            default -> throw new IllegalArgumentException("no attempt is called " + letter);
        };
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private static Instant endOf(int second) {
        return at(second).plusMillis(20);
    }

    private static Arguments row(String sentence, String attempts, State state, Reason reason, Circuit circuit) {
        return Arguments.of(sentence, attempts, state, reason, circuit);
    }
}
