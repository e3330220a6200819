package dev.connectivity.web.page;

import dev.connectivity.judge.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The last attempts as a row of bars, the oldest first.
 *
 * @param summary how many there are, and how many of them failed
 */
public record Strip(List<Tick> ticks, String summary) {

    /** Two attempts this many times further apart than is usual have others between them. */
    private static final int APART = 3;

    private static final int HIGHEST = 8;

    /**
     * One attempt.
     *
     * @param look classes: {@code h1} to {@code h8} by how long it took, four times as long each;
     *     {@code bad} where it failed; {@code gap} where attempts before it are not kept any more
     * @param words when it began, and how it ended
     */
    public record Tick(String look, String words) {}

    static Strip of(List<Attempt> attempts) {
        long usual = usual(attempts);
        List<Tick> ticks = new ArrayList<>(attempts.size());
        for (int i = 0; i < attempts.size(); i++) {
            boolean gap = i > 0 && apart(attempts, i) > APART * usual;
            ticks.add(tick(attempts.get(i), gap));
        }
        long failed = attempts.stream().filter(it -> !it.succeeded()).count();
        return new Strip(
                List.copyOf(ticks),
                Figures.count(attempts.size(), "attempt")
                        + (failed == 0 ? ", all answered" : ", " + failed + " failed"));
    }

    private static Tick tick(Attempt attempt, boolean gap) {
        String outcome =
                attempt.failed()
                        .map(it -> it + " after " + Figures.took(attempt.took()))
                        .orElseGet(() -> "answered in " + Figures.took(attempt.took()));
        String look = attempt.succeeded() ? "h" + height(attempt.took()) : "bad";
        return new Tick(gap ? look + " gap" : look, Figures.time(attempt.began()) + " " + outcome);
    }

    private static int height(Duration took) {
        long millis = Math.max(1, took.toMillis());
        int height = 1 + (Long.SIZE - 1 - Long.numberOfLeadingZeros(millis)) / 2;
        return Math.min(height, HIGHEST);
    }

    private static long usual(List<Attempt> attempts) {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < attempts.size(); i++) {
            gaps.add(apart(attempts, i));
        }
        return gaps.isEmpty() ? 0 : gaps.stream().sorted().toList().get(gaps.size() / 2);
    }

    private static long apart(List<Attempt> attempts, int index) {
        return Duration.between(attempts.get(index - 1).began(), attempts.get(index).began())
                .toMillis();
    }
}
