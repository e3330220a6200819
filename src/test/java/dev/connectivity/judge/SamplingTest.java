package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Test
    void attemptsAtTheIntervalAreFirstOnesAlsoWhereOneBeganLate() {
        assertThat(firsts(0, 10_000, 20_400, 30_000, 40_000)).isEqualTo(5);
    }

    @Test
    void repeatsAfterAFailureAreNot() {
        assertThat(firsts(0, 700, 1_900, 3_000, 5_000)).isEqualTo(1);
    }

    @Test
    void whileItIsAskedEverySecondOneInAnIntervalIs() {
        int[] everySecond = IntStream.range(0, 80).map(second -> second * 1_000).toArray();
        assertThat(firsts(everySecond)).isEqualTo(10);
    }

    @Test
    void oneThatIsSparedIsCountedEachTime() {
        assertThat(firsts(0, 30_000, 90_000)).isEqualTo(3);
    }

    private static long firsts(int... millis) {
        Sampling sampling = Sampling.NONE;
        long firsts = 0;
        for (int at : millis) {
            sampling = sampling.after(NOON.plusMillis(at), INTERVAL);
            firsts += sampling.first() ? 1 : 0;
        }
        return firsts;
    }
}
