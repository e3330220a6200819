package dev.connectivity.web.page;

import dev.connectivity.probe.Phase;
import dev.connectivity.view.Trail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the time of the last attempt went, as one bar of {@link #WIDTH} units.
 *
 * @param summary how long it took, and how long others did
 */
public record Phases(List<Segment> segments, String summary) {

    static final int WIDTH = 1_000;

    /** Of a bar; what is shorter could not be seen. */
    private static final int LEAST = 12;

    /**
     * @param name a class, and a word
     */
    public record Segment(String name, String took, int x, int width) {}

    static Phases of(Trail trail) {
        return new Phases(segments(trail.phases()), summary(trail));
    }

    private static List<Segment> segments(Map<Phase, Duration> phases) {
        long whole = phases.values().stream().mapToLong(Duration::toNanos).sum();
        int room = WIDTH - LEAST * phases.size();
        List<Segment> segments = new ArrayList<>();
        int x = 0;
        for (Map.Entry<Phase, Duration> phase : phases.entrySet()) {
            long nanos = phase.getValue().toNanos();
            int width = LEAST + (whole == 0 ? 0 : (int) (nanos * (double) room / whole));
            segments.add(
                    new Segment(
                            phase.getKey().name().toLowerCase(Locale.ROOT),
                            Figures.took(phase.getValue()),
                            x,
                            width));
            x += width;
        }
        return List.copyOf(segments);
    }

    private static String summary(Trail trail) {
        return "last "
                + Figures.took(trail.last())
                + said(" · median ", trail.median())
                + said(" · slowest ", trail.slowest());
    }

    private static String said(String what, Optional<Duration> duration) {
        return duration.map(it -> what + Figures.took(it)).orElse("");
    }
}
