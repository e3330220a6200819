package dev.connectivity.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.Views;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadingTest {

    private static final Reading.Pace QUICK =
            new Reading.Pace(Duration.ofMillis(1), Duration.ofMillis(100));

    private static final Rendered BASKET = new Rendered(Views.healthy("shop", "basket"), "a");
    private static final Rendered CHANGED = new Rendered(Views.healthy("shop", "basket"), "b");

    private final Reader reader = new Reader();

    @Test
    void changesAreToldAndNothingElse() {
        read(List.of(BASKET), List.of(BASKET), List.of(CHANGED));

        assertThat(reader.heard).containsExactly("change", "change", "end");
    }

    @Test
    void aReaderHearsOfQuietToo() {
        List<List<Rendered>> looks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            looks.add(List.of(BASKET));
        }
        Iterator<List<Rendered>> next = looks.iterator();
        reading().untilTheyLeave(() -> next.hasNext() ? next.next() : List.of());

        assertThat(reader.heard).containsExactly("change", "beat", "end");
    }

    @Test
    void whoMaySeeNothingAnyMoreIsToldTheEnd() {
        read();

        assertThat(reader.heard).containsExactly("end");
    }

    /** It would go on for ever otherwise. */
    @Test
    void aReaderThatDoesNotTakeWhatItIsToldIsLeft() {
        reader.stuck = true;

        assertThat(reading().untilTheyLeave(() -> List.of(BASKET))).isFalse();

        assertThat(reader.heard).containsExactly("change");
    }

    @Test
    void aReaderThatHasGoneIsNotLookedFor() {
        reader.close();
        reading()
                .untilTheyLeave(
                        () -> {
                            throw new AssertionError("nobody looks");
                        });

        assertThat(reader.heard).isEmpty();
    }

    @Test
    void aReaderThatGoesWhileTheirPageIsMadeIsNoError() {
        reading()
                .untilTheyLeave(
                        () -> {
                            reader.close();
                            return List.of(BASKET);
                        });

        assertThat(reader.heard).isEmpty();
    }

    @SafeVarargs
    private void read(List<Rendered>... looks) {
        Iterator<List<Rendered>> next = List.of(looks).iterator();
        reading().untilTheyLeave(() -> next.hasNext() ? next.next() : List.of());
    }

    private Reading reading() {
        Sse sse = new SseImpl();
        return new Reading(reader, sse, InstantSource.fixed(Views.NOW), QUICK);
    }

    private static final class Reader implements SseEventSink {

        private final List<String> heard = new ArrayList<>();
        private boolean closed;
        private boolean stuck;

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            if (closed) {
                throw new IllegalStateException("Already closed");
            }
            assertThat(event.getMediaType()).isEqualTo(MediaType.TEXT_PLAIN_TYPE);
            heard.add(event.getName());
            return stuck ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
