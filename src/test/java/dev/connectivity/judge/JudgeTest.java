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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    /**
     * Letters are attempts, a second apart: s success, r refused, t timeout, l rate limited, a
     * refused login.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nothing seen is unknown                          | ''       | Unknown | Undetermined                  | Closed
                    the first success is up                          | s        | Up      | Reachable                     | Closed
                    one failure of the unknown tells nothing         | r        | Unknown | Undetermined                  | Closed
                    two failures of the unknown are down             | rr       | Down    | ConnectionRefused             | Closed
                    one failure leaves it up                         | sr       | Up      | Reachable                     | Closed
                    two failures in a row are down                   | srr      | Down    | ConnectionRefused             | Closed
                    two failures with a success between are not      | srsr     | Up      | Reachable                     | Closed
                    the first success brings it up again             | srrs     | Up      | Reachable                     | Closed
                    the confirming failure gives the reason          | srt      | Down    | ConnectionTimeout             | Closed
                    another reason once changes nothing              | rrt      | Down    | ConnectionRefused             | Open
                    another reason twice is taken over               | rrtt     | Down    | ConnectionTimeout             | Open
                    alternating reasons keep the first               | rrtrtrt  | Down    | ConnectionRefused             | Open
                    being rate limited leaves it up                  | slll     | Up      | Reachable                     | Closed
                    being rate limited leaves it down                | rrl      | Down    | ConnectionRefused             | Closed
                    being rate limited leaves it unknown, and says so | ll       | Unknown | RateLimited                   | Closed
                    being rate limited ends an unconfirmed row       | srlr     | Up      | Reachable                     | Closed
                    being rate limited opens no circuit              | rrlll    | Down    | ConnectionRefused             | Closed
                    a refused login stands alone                     | sa       | Down    | DatabaseAuthenticationFailed  | Closed
                    a refused login is told while down               | rra      | Down    | DatabaseAuthenticationFailed  | Open
                    three failures open the circuit                  | srrr     | Down    | ConnectionRefused             | Open
                    the first success half-opens it                  | rrrs     | Up      | Reachable                     | HalfOpen
                    two successes close it                           | rrrss    | Up      | Reachable                     | Closed
                    a failure opens a half-open one at once          | rrrsr    | Up      | Reachable                     | Open
                    successes are counted anew then                  | rrrsrs   | Up      | Reachable                     | HalfOpen
                    """)
    void table(String sentence, String attempts, State state, Reason reason, Circuit circuit) {
        Verdict verdict = after(attempts, aPacing());
        assertThat(verdict.state()).as(sentence).isEqualTo(state);
        assertThat(verdict.reason()).as(sentence).isEqualTo(reason);
        assertThat(verdict.circuit()).as(sentence).isEqualTo(circuit);
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
        assertThat(after("rrr", aPacing()).breaker().since()).isEqualTo(endOf(2));
        assertThat(after("rrrr", aPacing()).breaker().since()).isEqualTo(endOf(3));
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
        assertThat(Judge.judge(other, with("10.0.0.2:80"), pacing).detail())
                .isEqualTo("10.0.0.2:80");
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
}
