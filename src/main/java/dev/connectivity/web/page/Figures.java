package dev.connectivity.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them; every time is UTC. */
final class Figures {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SECOND = 1_000;

    private Figures() {}

    /** {@code 12 ms}, {@code 1.2 s}, {@code 15 s}; {@code <1 ms}. */
    static String took(Duration duration) {
        long millis = duration.toMillis();
        if (millis < SECOND) {
            return millis < 1 ? "<1 ms" : millis + " ms";
        }
        return millis < 10 * SECOND
                ? String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND)
                : Math.round(millis / (double) SECOND) + " s";
    }

    static String time(Instant moment) {
        return TIME.format(moment);
    }

    /** With its day where that is not the day of {@code now}. */
    static String time(Instant moment, Instant now) {
        boolean today =
                moment.atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .equals(now.atOffset(ZoneOffset.UTC).toLocalDate());
        return (today ? TIME : DAY).format(moment);
    }

    /** RFC 3339 as {@link #time(Instant, Instant)}; what is not of that form stays as it is. */
    static String time(String moment, Instant now) {
        return moment.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z")
                ? time(Instant.parse(moment), now)
                : moment;
    }

    /** A part of one, as {@code 82 %}; never {@code 100 %} of what is not whole. */
    static String percent(double part) {
        double hundreds = part * 100;
        if (hundreds < 100 && hundreds > 99) {
            return String.format(Locale.ROOT, "%.1f %%", Math.floor(hundreds * 10) / 10);
        }
        return Math.round(hundreds) + " %";
    }

    /** {@code 14.2×}; from 100 without a fraction. */
    static String times(double factor) {
        return String.format(Locale.ROOT, factor < 100 ? "%.1f×" : "%.0f×", factor);
    }

    static String count(long number, String one) {
        return number == 1 ? "1 " + one : String.format(Locale.ROOT, "%,d %s", number, plural(one));
    }

    private static String plural(String one) {
        return one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
    }
}
