package dev.connectivity.judge.objective;

import java.time.Duration;

/** Over what a burn rate is read: the pairs of alerts are long and short ones of these. */
public enum Span {
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    HALF_HOUR("30m", Duration.ofMinutes(30)),
    HOUR("1h", Duration.ofHours(1)),
    SIX_HOURS("6h", Duration.ofHours(6)),
    THREE_DAYS("3d", Duration.ofDays(3));

    private final String label;
    private final Duration length;

    Span(String label, Duration length) {
        this.label = label;
        this.length = length;
    }

    /** As metrics and people write it. */
    public String label() {
        return label;
    }

    public Duration length() {
        return length;
    }
}
