package dev.connectivity.view;

import dev.connectivity.judge.Attempt;
import dev.connectivity.judge.Recall;
import dev.connectivity.probe.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last attempts at one thing.
 *
 * @param attempts the oldest first; failures are kept longer than successes
 * @param last how long the last one took
 * @param phases of the last one, in their order; the one that failed included
 * @param median of the successes among {@code attempts}; empty without one
 * @param slowest of them
 */
public record Trail(
        List<Attempt> attempts,
        Duration last,
        Map<Phase, Duration> phases,
        Optional<Duration> median,
        Optional<Duration> slowest) {

    static Optional<Trail> of(Recall.Copy copy) {
        return copy.last()
                .map(
                        last -> {
                            List<Duration> took = sorted(copy.attempts());
                            return new Trail(
                                    copy.attempts(),
                                    last.took(),
                                    last.phases(),
                                    took.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(took.get((took.size() - 1) / 2)),
                                    took.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(took.getLast()));
                        });
    }

    private static List<Duration> sorted(List<Attempt> attempts) {
        return attempts.stream().filter(Attempt::succeeded).map(Attempt::took).sorted().toList();
    }
}
