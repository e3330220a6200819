package dev.connectivity.web.page;

import dev.connectivity.config.OperatorConfig;
import dev.connectivity.web.access.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.Semaphore;

/** Tells readers what changes while they look. */
@Path("events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@RunOnVirtualThread
public class EventsResource {

    private static final long RETRY_SECONDS = 10;

    private final Caller caller;
    private final Sources sources;
    private final Semaphore free;

    EventsResource(Caller caller, Sources sources, OperatorConfig config) {
        this.caller = caller;
        this.sources = sources;
        free = new Semaphore(config.page().maxStreams());
    }

    @GET
    public void all(@Context SseEventSink sink, @Context Sse sse) {
        tell(new Reading(sources, new Looking.AtAll(), sink, sse), sink);
    }

    @GET
    @Path("{namespace}/{name}")
    public void one(
            @PathParam("namespace") String namespace,
            @PathParam("name") String name,
            @Context SseEventSink sink,
            @Context Sse sse) {
        tell(new Reading(sources, new Looking.AtOne(namespace, name), sink, sse), sink);
    }

    private void tell(Reading reading, SseEventSink sink) {
        String token =
                caller.token()
                        .filter(_ -> caller.viewer().isPresent())
                        .orElseThrow(() -> new NotAuthorizedException("Bearer"));
        if (!free.tryAcquire()) {
            throw new ServiceUnavailableException(RETRY_SECONDS);
        }
        try (sink) {
            reading.untilTheyLeave(token);
        } finally {
            free.release();
        }
    }
}
