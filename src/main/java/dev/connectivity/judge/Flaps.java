package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Verdict.State;
import dev.connectivity.policy.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a dependency went up and down of late. One that is lost again after {@link #MOST}
 * changes within a window is flapping, and so it stays until a window has passed without a change:
 * then its status, and whoever acts on it, are not turned over at each.
 *
 * @param changes within the last window, oldest first; at most {@link #MOST} + 1, so under 200
 *     bytes
 * @param episode while it is flapping
 */
public record Flaps(List<Instant> changes, Optional<Episode> episode) {

    static final Flaps NONE = new Flaps(List.of(), Optional.empty());

    /** Three losses and returns; the fourth loss is one too many. */
    static final int MOST = 6;

    /** In a window a dependency is asked so often while it is well. */
    private static final int INTERVALS = 20;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /**
     * From the loss that was one too many.
     *
     * @param words count, window and last reason
     * @param incident of that loss
     * @param circuit the worst that it was in; once open it is told as open until the end
     */
    public record Episode(
            Instant since, String words, Optional<Incident> incident, Circuit circuit) {

        private Episode in(Circuit now) {
            return now == Circuit.Closed || circuit == Circuit.Open
                    ? this
                    : new Episode(since, words, incident, Circuit.Open);
        }
    }

    static Duration window(Pacing pacing) {
        Duration window = pacing.interval().multipliedBy(INTERVALS);
        if (window.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return window.compareTo(LONGEST) > 0 ? LONGEST : window;
    }

    /** After an attempt that made {@code after} of {@code before}. */
    Flaps after(Verdict before, Verdict after, Pacing pacing, Instant now) {
        boolean changed = before.state() != after.state() && before.state() != State.Unknown;
        if (!changed && changes.isEmpty()) {
            return this;
        }
        Duration window = window(pacing);
        List<Instant> recent = new ArrayList<>(changes);
        recent.removeIf(change -> !change.isAfter(now.minus(window)));
        if (changed) {
            recent.add(now);
        }
        int most = MOST + 1;
        List<Instant> kept =
                List.copyOf(recent.subList(Math.max(0, recent.size() - most), recent.size()));
        return new Flaps(kept, episode(kept, changed, after, window));
    }

    private Optional<Episode> episode(
            List<Instant> recent, boolean changed, Verdict after, Duration window) {
        if (episode.isPresent()) {
            return episode.filter(lasting -> !recent.isEmpty())
                    .map(lasting -> lasting.in(after.circuit()));
        }
        boolean tooMany = changed && after.state() == State.Down && recent.size() > MOST;
        return tooMany ? Optional.of(begin(recent.size(), after, window)) : Optional.empty();
    }

    private static Episode begin(int count, Verdict after, Duration window) {
        String last = after.detail().isEmpty() ? "" : " (" + after.detail() + ")";
        return new Episode(
                        after.since(),
                        "%d changes between up and down within %s, at last %s%s"
                                .formatted(count, text(window), after.reason(), last),
                        after.incident(),
                        Circuit.Closed)
                .in(after.circuit());
    }

    /**
     * The incident to go on with. One of an episode lasts as long as that; where it ended well, it
     * ended with the change to up that was the last.
     */
    Optional<Incident> incident(Flaps next, Verdict after) {
        if (episode.isEmpty() || next.episode.isPresent()) {
            return after.incident();
        }
        Optional<Incident> lost = episode.get().incident();
        return after.state() == State.Up
                ? lost.map(incident -> incident.recoveredAt(changes.getLast()))
                : lost;
    }

    /** As read back from what was told; the quiet begins anew. */
    static Flaps restored(Episode episode, Instant now) {
        return new Flaps(List.of(now), Optional.of(episode));
    }

    /** What is told of a dependency that flaps: down, since users cannot rely on it. */
    Verdict told(Verdict judged) {
        return episode.map(
                        lasting ->
                                judged.reading(
                                        State.Down,
                                        Reason.Flapping,
                                        lasting.words(),
                                        lasting.since(),
                                        new Breaker(lasting.circuit(), judged.breaker().since(), 0),
                                        lasting.incident()))
                .orElse(judged);
    }

    private static String text(Duration window) {
        return window.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
