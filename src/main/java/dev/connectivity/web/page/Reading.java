package dev.connectivity.web.page;

import dev.connectivity.web.access.UndecidedException;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One reader, from when they come until they leave: once a second it is asked anew what they may
 * see, and they are told what changed of that. What they do not take in time ends it, so that
 * nothing piles up.
 */
final class Reading {

    private static final Logger LOG = Logger.getLogger(Reading.class);

    /** Beats without news after which they are told that all is as it was. */
    private static final int QUIET_BEATS = 3;

    /** What they may see now. */
    @FunctionalInterface
    interface Look {
        List<Rendered> now() throws InterruptedException, ExecutionException;
    }

    /**
     * Its times.
     *
     * @param beat between two looks
     * @param patience for what is sent to be taken
     */
    record Pace(Duration beat, Duration patience) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    private final SseEventSink sink;
    private final Sse sse;
    private final InstantSource clock;
    private final Pace pace;
    private final Telling telling = new Telling();
    private int quiet;

    Reading(SseEventSink sink, Sse sse, InstantSource clock, Pace pace) {
        this.sink = sink;
        this.sse = sse;
        this.clock = clock;
        this.pace = pace;
    }

    /** False where they do not take what they were told, and so will take no end either. */
    boolean untilTheyLeave(Look look) {
        try {
            while (!sink.isClosed() && tell(look.now())) {
                TimeUnit.NANOSECONDS.sleep(pace.beat().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | UndecidedException e) {
            LOG.debugf("a reader has gone, or cannot be told: %s", e.toString());
        }
        return true;
    }

    /** False where there is nothing for them any more. */
    private boolean tell(List<Rendered> visible)
            throws InterruptedException, ExecutionException, TimeoutException {
        String asOf = Figures.time(clock.instant());
        if (visible.isEmpty()) {
            send("end", asOf);
            return false;
        }
        Optional<String> news = telling.next(visible, asOf);
        if (news.isPresent()) {
            send("change", news.get());
        } else if (++quiet >= QUIET_BEATS) {
            send("beat", asOf);
        }
        return true;
    }

    private void send(String name, String data)
            throws InterruptedException, ExecutionException, TimeoutException {
        quiet = 0;
        sent(name, data).toCompletableFuture().get(pace.patience().toNanos(), TimeUnit.NANOSECONDS);
    }

    private CompletionStage<?> sent(String name, String data) {
        try {
            return sink.send(sse.newEvent(name, data));
        } catch (IllegalStateException left) {
            // They have gone while it was looked at what to tell.
            return CompletableFuture.failedFuture(left);
        }
    }
}
