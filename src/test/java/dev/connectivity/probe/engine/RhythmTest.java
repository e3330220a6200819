package dev.connectivity.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long NOW = Duration.ofDays(20_000).toNanos();

    @Test
    void theSameQuestionIsAskedAtTheSameTimesWhateverTheProcessClockShows() {
        long early = Rhythm.of(0, "words").after(NOW, INTERVAL) - NOW;
        long late = Rhythm.of(77, "words").after(NOW + 77, INTERVAL) - NOW - 77;

        assertThat(early).isEqualTo(late);
        assertThat(early).isNotEqualTo(Rhythm.of(0, "others").after(NOW, INTERVAL) - NOW);
    }

    @Test
    void oneTimeIsAnIntervalAfterTheOther() {
        Rhythm rhythm = Rhythm.of(0, "words");
        long first = rhythm.after(NOW, INTERVAL);

        assertThat(rhythm.after(first, INTERVAL) - first).isEqualTo(INTERVAL.toNanos());
        assertThat(rhythm.after(first - 1, INTERVAL)).isEqualTo(first);
    }

    @Test
    void everyThirdTimeIsOneOfTheTripleInterval() {
        Rhythm rhythm = Rhythm.of(0, "words");
        long rare = rhythm.after(NOW, INTERVAL.multipliedBy(3));

        assertThat(rhythm.after(rare - 1, INTERVAL)).isEqualTo(rare);
    }

    @Test
    void noIntervalMeansAtOnce() {
        assertThat(Rhythm.of(0, "words").after(NOW, Duration.ZERO)).isEqualTo(NOW);
    }

    @Test
    void manyQuestionsAreSpreadEvenly() {
        List<Duration> starts =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> Rhythm.of(0, "words " + i).after(NOW, INTERVAL) - NOW)
                        .map(Duration::ofNanos)
                        .toList();

        assertThat(starts).allMatch(s -> s.isPositive() && s.compareTo(INTERVAL) <= 0);
        for (int second = 0; second < 10; second++) {
            int tenth = second;
            assertThat(starts.stream().filter(s -> s.toSeconds() == tenth).count())
                    .isBetween(900L, 1_100L);
        }
    }
}
