package dev.connectivity.web.page;

import dev.connectivity.config.OperatorConfig;
import dev.connectivity.web.access.Caller;
import dev.connectivity.web.page.Overview.Filter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * Tells readers what changes while they look. Suspended, since a stream that has begun and ended
 * here would be begun once more after it, and that it cannot be logged.
 */
@Path("events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@RunOnVirtualThread
public class EventsResource {

    private static final long RETRY_SECONDS = 10;

    /** What nginx, and proxies after it, are asked by to pass on what comes as it comes. */
    private static final String UNBUFFERED = "X-Accel-Buffering";

    private final Caller caller;
    private final Sources sources;
    private final InstantSource clock;
    private final Semaphore free;

    EventsResource(Caller caller, Sources sources, InstantSource clock, OperatorConfig config) {
        this.caller = caller;
        this.sources = sources;
        this.clock = clock;
        free = new Semaphore(config.page().maxStreams());
    }

    /** As {@link PageResource#overview}: what is asked for is shown in full first. */
    @GET
    public void all(
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerRequest asked,
            @Suspended AsyncResponse atItsEnd) {
        String token = token();
        Filter filter =
                Filter.of(
                        asked.params().getAll("health"),
                        asked.getParam("namespace", ""),
                        asked.getParam("text", ""));
        Spotlight spotlight = new Spotlight(filter::takes);
        tell(sink, sse, asked, () -> sources.all(token, spotlight));
    }

    @GET
    @Path("{namespace}/{name}")
    public void one(
            @PathParam("namespace") String namespace,
            @PathParam("name") String name,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerRequest asked,
            @Suspended AsyncResponse atItsEnd) {
        String token = token();
        tell(sink, sse, asked, () -> sources.one(token, namespace, name));
    }

    private String token() {
        return caller.token()
                .filter(_ -> caller.viewer().isPresent())
                .orElseThrow(() -> new NotAuthorizedException("Bearer"));
    }

    private void tell(SseEventSink sink, Sse sse, HttpServerRequest asked, Reading.Look look) {
        if (!free.tryAcquire()) {
            throw new ServiceUnavailableException(RETRY_SECONDS);
        }
        asked.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(UNBUFFERED, "no");
        try (sink) {
            if (!new Reading(sink, sse, clock, Reading.Pace.USUAL).untilTheyLeave(look)) {
                cut(asked.connection());
            }
        } finally {
            free.release();
        }
    }

    /** At once: a close in good order would first wait for what is on its way to be taken. */
    private static void cut(HttpConnection connection) {
        if (connection instanceof ConnectionBase one) {
            var _ = one.channel().close();
        }
    }
}
