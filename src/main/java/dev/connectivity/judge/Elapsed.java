package dev.connectivity.judge;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people read them, to a tenth of a second: {@code 6.2s}, {@code 4m0.5s}, {@code
 * 3h2m5.0s}.
 */
public final class Elapsed {

    private static final Pattern TEXT =
            Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,2})m)?(\\d{1,2})\\.(\\d)s");

    private Elapsed() {}

    /** Rounded half up; a negative duration, from a clock set back, reads as {@code 0.0s}. */
    public static String format(Duration duration) {
        long tenths = Math.max(0, (duration.toMillis() + 50) / 100);
        long minutes = tenths / 600;
        StringBuilder text = new StringBuilder();
        if (minutes >= 60) {
            text.append(minutes / 60).append('h');
        }
        if (minutes > 0) {
            text.append(minutes % 60).append('m');
        }
        return text.append(String.format(Locale.ROOT, "%d.%ds", tenths % 600 / 10, tenths % 10))
                .toString();
    }

    /** What {@link #format} wrote; empty for any other text. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long minutes = number(matcher, 1) * 60 + number(matcher, 2);
        return Optional.of(
                Duration.ofMillis(
                        (minutes * 600 + number(matcher, 3) * 10 + number(matcher, 4)) * 100));
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
