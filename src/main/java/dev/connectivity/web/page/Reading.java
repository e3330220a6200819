package dev.connectivity.web.page;

import dev.connectivity.web.access.UndecidedException;
import dev.connectivity.web.access.Viewer;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One reader, from when they come until they leave: once a second it is asked anew what they may
 * see, and they are told what changed of that. What they do not take within seconds ends it, so
 * that nothing piles up.
 */
final class Reading {

    private static final Logger LOG = Logger.getLogger(Reading.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 10;

    /** Beats without news after which the reader is told that all is as it was. */
    private static final int QUIET_BEATS = 5;

    private final Sources sources;
    private final Looking looking;
    private final SseEventSink sink;
    private final Sse sse;
    private final Telling telling = new Telling();
    private int quiet;

    Reading(Sources sources, Looking looking, SseEventSink sink, Sse sse) {
        this.sources = sources;
        this.looking = looking;
        this.sink = sink;
        this.sse = sse;
    }

    void untilTheyLeave(String token) {
        try {
            while (!sink.isClosed() && tell(token)) {
                TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | UndecidedException e) {
            LOG.debugf("a reader has gone, is too slow, or cannot be told: %s", e.toString());
        }
    }

    /** False where they may see nothing any more. */
    private boolean tell(String token)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Viewer> viewer = sources.viewers().viewer(token);
        String asOf = Figures.time(sources.clock().instant());
        List<Rendered> visible = viewer.isPresent() ? visible(viewer.get()) : List.of();
        if (visible.isEmpty()) {
            send("end", asOf);
            return false;
        }
        Optional<String> news = onThread(() -> telling.next(visible, asOf));
        if (news.isPresent()) {
            send("change", news.get());
        } else if (++quiet >= QUIET_BEATS) {
            send("beat", asOf);
        }
        return true;
    }

    private List<Rendered> visible(Viewer viewer) throws InterruptedException, ExecutionException {
        Board board = sources.board();
        return switch (looking) {
            case Looking.AtAll _ -> {
                Set<String> namespaces = viewer.namespaces(sources.inventory().namespaces());
                yield onThread(() -> board.cards(namespaces));
            }
            case Looking.AtOne(String namespace, String name) ->
                    viewer.mayGet(namespace, name)
                            ? onThread(() -> board.sheet(namespace, name).stream().toList())
                            : List.of();
        };
    }

    private <T> T onThread(Callable<T> work) throws InterruptedException, ExecutionException {
        return sources.threads().submit(work).get();
    }

    private void send(String name, String data)
            throws InterruptedException, ExecutionException, TimeoutException {
        quiet = 0;
        sink.send(sse.newEvent(name, data))
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
