package dev.connectivity.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a library that runs in the test's own process logs, from a level on. */
public final class LoggedRecords implements AutoCloseable {

    private final Logger logger;
    private final Optional<Level> usual;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    texts.add(entry.getLoggerName() + ": " + entry.getMessage());
                }

                @Override
                public void flush() {
                    // Nothing is held back.
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };

    private LoggedRecords(Logger logger, Level level) {
        this.logger = logger;
        this.usual = Optional.ofNullable(logger.getLevel());
        logger.setLevel(level);
        handler.setLevel(level);
        logger.addHandler(handler);
    }

    /**
     * @param name of the logger that stands above those of the library
     */
    public static LoggedRecords of(String name, Level level) {
        return new LoggedRecords(Logger.getLogger(name), level);
    }

    public List<String> texts() {
        return texts;
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(usual.orElse(null));
    }
}
