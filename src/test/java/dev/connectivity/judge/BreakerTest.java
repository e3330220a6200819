package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Pacing;
import dev.connectivity.probe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Pacing.Circuit LIMITS = new Pacing.Circuit(3, Duration.ofSeconds(30), 2);

    /** As {@link Circuit} documents them. */
    private static final Map<Circuit, Set<Circuit>> TRANSITIONS =
            Map.of(
                    Circuit.Closed, EnumSet.of(Circuit.Open),
                    Circuit.Open, EnumSet.of(Circuit.HalfOpen, Circuit.Closed),
                    Circuit.HalfOpen, EnumSet.of(Circuit.Closed, Circuit.Open));

    @RepeatedTest(20)
    void noOtherTransitionsAreMadeThanTheDocumentedOnes(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Verdict verdict = Verdict.unknown(NOON);
        for (int second = 0; second < 500; second++) {
            Verdict next = Judge.judge(verdict, any(random, NOON.plusSeconds(second)), aPacing());
            if (next.circuit() != verdict.circuit()) {
                assertThat(TRANSITIONS.get(verdict.circuit())).contains(next.circuit());
            }
            assertThat(next.breaker().used()).isLessThan(Breaker.trials(aPacing().circuit()));
            verdict = next;
        }
    }

    @Test
    void aTrialThatComesToNoDecisionOpensAgainWhenItsBudgetIsUsed() {
        Breaker trial = Breaker.closed(NOON).failed(3, LIMITS, NOON).succeeded(1, LIMITS, NOON);
        assertThat(trial.circuit()).isEqualTo(Circuit.HalfOpen);
        Breaker third = trial.undecided(LIMITS, NOON).undecided(LIMITS, NOON);
        assertThat(third.circuit()).isEqualTo(Circuit.HalfOpen);
        Breaker fourth = third.undecided(LIMITS, NOON.plusSeconds(9));
        assertThat(fourth).isEqualTo(new Breaker(Circuit.Open, NOON.plusSeconds(9), 0));
    }

    @Test
    void anAnswerThatItIsAskedTooOftenDecidesNothingElsewhere() {
        Breaker open = Breaker.closed(NOON).failed(3, LIMITS, NOON);
        assertThat(open.undecided(LIMITS, NOON.plusSeconds(1))).isEqualTo(open);
        Breaker closed = Breaker.closed(NOON);
        assertThat(closed.undecided(LIMITS, NOON.plusSeconds(1))).isEqualTo(closed);
    }

    @Test
    void afterATrialWithoutDecisionSuccessesAreCountedAnew() {
        Verdict verdict = Verdict.unknown(NOON);
        for (char letter : "rrrslll".toCharArray()) {
            verdict = Judge.judge(verdict, attempt(letter, NOON), aPacing());
        }
        assertThat(verdict.circuit()).isEqualTo(Circuit.Open);
        verdict = Judge.judge(verdict, answered(NOON), aPacing());
        assertThat(verdict.circuit()).isEqualTo(Circuit.HalfOpen);
    }

    private static Observation any(Random random, Instant at) {
        return attempt("srrl".charAt(random.nextInt(4)), at);
    }

    private static Observation attempt(char letter, Instant at) {
        return switch (letter) {
            case 's' -> answered(at);
            case 'l' -> failed(at, Reason.RateLimited);
            default -> failed(at, Reason.ConnectionRefused);
        };
    }
}
