package dev.connectivity.testing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hears all that is logged in this process, at every level, and keeps what contains one of these
 * texts. The product's cap for all loggers is left aside, so that nothing rests on it; those for
 * single loggers, {@code quarkus.log.category."X".min-level}, hold as in the product.
 */
public final class CanaryLog extends Handler {

    private static final Logger ROOT = Logger.getLogger("");

    private static final Path SETTINGS = Path.of("src/main/resources/application.properties");
    private static final Pattern CAP =
            Pattern.compile("quarkus\\.log\\.category\\.\"(.*)\"\\.min-level");

    private final List<String> canaries;
    private final Map<String, Level> caps;
    private final String own;
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final Set<String> levels = new ConcurrentSkipListSet<>();
    private final @Nullable Level usual = ROOT.getLevel();

    private CanaryLog(List<String> canaries, Map<String, Level> caps, String own) {
        this.canaries = canaries;
        this.caps = caps;
        this.own = own;
        setLevel(Level.ALL);
    }

    /**
     * @param own what the loggers of the test's own helpers begin with, which the product has not
     */
    public static CanaryLog of(List<String> canaries, String own) {
        CanaryLog log = new CanaryLog(canaries, caps(), own);
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(log);
        return log;
    }

    private static Map<String, Level> caps() {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(SETTINGS)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.stringPropertyNames().stream()
                .map(CAP::matcher)
                .filter(Matcher::matches)
                .collect(
                        Collectors.toMap(
                                it -> it.group(1),
                                it -> Level.parse(settings.getProperty(it.group()))));
    }

    private boolean isCapped(LogRecord entry) {
        Level cap = caps.getOrDefault(String.valueOf(entry.getLoggerName()), Level.ALL);
        return entry.getLevel().intValue() < cap.intValue();
    }

    @Override
    public void publish(LogRecord entry) {
        if (isCapped(entry) || String.valueOf(entry.getLoggerName()).startsWith(own)) {
            return;
        }
        levels.add(entry.getLevel().getName());
        String text =
                entry.getLoggerName()
                        + ": "
                        + entry.getMessage()
                        + Arrays.toString(entry.getParameters())
                        + trace(entry.getThrown());
        if (canaries.stream().anyMatch(text::contains)) {
            found.add(text);
        }
    }

    private static String trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Records in which a canary is. */
    public List<String> found() {
        return found;
    }

    /** Names of the levels of which there was something. */
    public Set<String> heard() {
        return levels;
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
        ROOT.setLevel(usual);
    }
}
