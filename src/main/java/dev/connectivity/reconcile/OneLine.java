package dev.connectivity.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.logging.LoggingFilter;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;

/**
 * What the API server refuses, or does not answer, is logged in one line: a trace of where in the
 * client that was seen tells nothing, and an outage would log one for each policy and attempt. Any
 * other exception keeps its trace. That a policy was deleted during a pass is not logged: the pass
 * for its deletion is the next.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {

    private static final String STATUS = " Received status: ";

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord full) {
            Throwable thrown = full.getThrown();
            if (causes(thrown).anyMatch(it -> Departed.named(it).isPresent())) {
                return false;
            }
            causes(thrown)
                    .filter(KubernetesClientException.class::isInstance)
                    .findFirst()
                    .or(() -> causes(thrown).filter(OneLine::isOfTheNetwork).findFirst())
                    .ifPresent(it -> shorten(full, it));
        }
        return true;
    }

    private static boolean isOfTheNetwork(Throwable thrown) {
        return thrown instanceof IOException || thrown instanceof TimeoutException;
    }

    private static void shorten(ExtLogRecord entry, Throwable refusal) {
        String root = causes(refusal).reduce((_, next) -> next).map(OneLine::said).orElseThrow();
        String said = said(refusal);
        entry.setMessage(
                entry.getFormattedMessage()
                        + ": "
                        + (said.contains(root) ? said : said + " " + root),
                ExtLogRecord.FormatStyle.NO_FORMAT);
        entry.setThrown(null);
    }

    /** The status repeats the message, and more of the object than a log should hold. */
    private static String said(Throwable thrown) {
        String message =
                Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
        int status = message.indexOf(STATUS);
        return (status < 0 ? message : message.substring(0, status)).strip();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, it -> it != null, Throwable::getCause);
    }
}
