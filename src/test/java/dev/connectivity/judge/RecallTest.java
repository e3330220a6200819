package dev.connectivity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecallTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Recall recall = new Recall();

    @Test
    void aFailureOutlivesManySuccesses() {
        attempt(0, new Outcome.Failed(Reason.ConnectionRefused, "10.0.0.1:80"));
        succeed(1, 1000);

        List<Attempt> attempts = recall.copy().attempts();
        assertThat(attempts).hasSize(Recall.KEPT);
        assertThat(attempts.getFirst())
                .isEqualTo(
                        new Attempt(
                                START,
                                Duration.ofMillis(7),
                                Optional.of(Reason.ConnectionRefused)));
        assertThat(attempts.getLast().began()).isEqualTo(START.plusSeconds(1000));
        assertThat(attempts).isSortedAccordingTo((a, b) -> a.began().compareTo(b.began()));
    }

    @Test
    void manyFailuresLeaveRoomForWhatCameAfterThem() {
        IntStream.range(0, 200)
                .forEach(i -> attempt(i, new Outcome.Failed(Reason.ConnectionTimeout, "")));
        assertThat(failures()).isEqualTo(Recall.KEPT);

        succeed(200, 300);

        assertThat(failures()).isEqualTo(Recall.FAILURES);
        assertThat(recall.copy().attempts()).hasSize(Recall.KEPT);
    }

    @Test
    void theLastAttemptKeepsItsPhases() {
        assertThat(recall.copy()).isEqualTo(Recall.Copy.NONE);

        succeed(1, 2);

        assertThat(recall.copy().last().orElseThrow().began()).isEqualTo(START.plusSeconds(2));
    }

    private long failures() {
        return recall.copy().attempts().stream().filter(it -> !it.succeeded()).count();
    }

    private void succeed(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> attempt(i, new Outcome.Answered()));
    }

    private void attempt(int second, Outcome outcome) {
        recall.add(
                new Observation(
                        START.plusSeconds(second),
                        Duration.ofMillis(7),
                        Map.of(),
                        outcome,
                        List.of()));
    }
}
