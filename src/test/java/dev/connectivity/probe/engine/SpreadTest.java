package dev.connectivity.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final Duration DELAY = Duration.ofSeconds(10);

    @Test
    void theSameTargetStartsAtTheSameTimeEachTime() {
        assertThat(Spread.over(DELAY, "uid", "database"))
                .isEqualTo(Spread.over(DELAY, "uid", "database"))
                .isNotEqualTo(Spread.over(DELAY, "uid", "upstream/chatbot"))
                .isNotEqualTo(Spread.over(DELAY, "other", "database"));
    }

    @Test
    void noDelayStartsAtOnce() {
        assertThat(Spread.over(Duration.ZERO, "uid", "database")).isZero();
    }

    @Test
    void manyTargetsAreSpreadEvenlyOverTheDelay() {
        List<Duration> starts =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> Spread.over(DELAY, "uid-" + i, "database"))
                        .toList();

        assertThat(starts).allMatch(s -> !s.isNegative() && s.compareTo(DELAY) < 0);
        for (int second = 0; second < 10; second++) {
            int tenth = second;
            assertThat(starts.stream().filter(s -> s.toSeconds() == tenth).count())
                    .isBetween(800L, 1_200L);
        }
    }
}
