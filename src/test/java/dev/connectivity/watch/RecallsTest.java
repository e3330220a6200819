package dev.connectivity.watch;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.StatusFixtures.lost;
import static dev.connectivity.testing.StatusFixtures.recovered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.judge.Outages;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecallsTest {

    private static final String UID = "uid-1";

    private final Recalls recalls = new Recalls();

    @Test
    void whatWasUnderWayWhenItsPolicyWentIsNotKept() {
        recalls.retain(UID, Set.of("database"));
        recalls.forget(UID);

        recalls.attempted(UID, "database", answered(NOON));
        recalls.lost(UID, "database", lost(NOON));

        assertThat(recalls.attempts(UID)).isEmpty();
        assertThat(recalls.losses(UID)).isEmpty();
    }

    @Test
    void whatIsAskedNoLongerIsForgottenWithWhatIsUnderWay() {
        recalls.retain(UID, Set.of("database", "upstream/chat", Outages.WORKLOAD));
        attempted("database", "upstream/chat", Outages.WORKLOAD);

        recalls.retain(UID, Set.of("database"));
        attempted("upstream/chat", Outages.WORKLOAD);

        assertThat(recalls.attempts(UID)).containsOnlyKeys("database");
    }

    private void attempted(String... dependencies) {
        Stream.of(dependencies).forEach(it -> recalls.attempted(UID, it, answered(NOON)));
    }

    @Test
    void anIncidentIsToldOnceAsItStandsAndTheOldestMakesWay() {
        recalls.retain(UID, Set.of("database"));
        recalls.lost(UID, "database", lost(NOON));
        recalls.lost(UID, "database", recovered(NOON, Duration.ofSeconds(9)));
        assertThat(recalls.losses(UID))
                .singleElement()
                .satisfies(it -> assertThat(it.incident().recovered()).isPresent());

        IntStream.rangeClosed(1, Recalls.INCIDENTS)
                .forEach(i -> recalls.lost(UID, "database", lost(NOON.plusSeconds(i))));

        assertThat(recalls.losses(UID)).hasSize(Recalls.INCIDENTS);
        assertThat(recalls.losses(UID).getFirst().incident().began())
                .isEqualTo(NOON.plusSeconds(1));
    }
}
