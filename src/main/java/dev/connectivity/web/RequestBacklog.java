package dev.connectivity.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import jakarta.enterprise.event.Observes;

/**
 * Cuts off whoever asks on and on without taking the answers. The server would keep every request
 * of a connection, and every answer, until they are taken: one socket could fill the memory.
 */
final class RequestBacklog extends ChannelDuplexHandler {

    /** On one connection nobody known asks for a second thing before the first is there. */
    static final int MOST = 16;

    /**
     * Of the connection's own thread, as everything here. Begins with the request that is there.
     */
    private int unanswered = 1;

    private boolean cutOff;

    /** The first who sees a request, and so sees each connection's first. */
    static void register(@Observes Filters filters) {
        filters.register(
                asked -> {
                    bound(asked.request().connection());
                    asked.next();
                },
                Integer.MAX_VALUE);
    }

    /** To be called where a request of this connection is handled, by its thread. */
    static void bound(HttpConnection connection) {
        if (connection instanceof ConnectionBase one) {
            ChannelPipeline pipeline = one.channel().pipeline();
            ChannelHandlerContext server = pipeline.context(VertxHandler.class);
            boolean isClosed = server == null;
            if (!isClosed && pipeline.get(RequestBacklog.class) == null) {
                pipeline.addBefore(server.name(), null, new RequestBacklog());
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest && ++unanswered > MOST) {
            cutOff = true;
            var _ = context.close();
        }
        if (cutOff) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        ChannelPromise told = isEndOfAnswer(message) ? written.unvoid() : written;
        if (isEndOfAnswer(message)) {
            told.addListener(_ -> unanswered--);
        }
        var _ = context.write(message, told);
    }

    private static boolean isEndOfAnswer(Object message) {
        boolean isOnlyOnTheWay =
                message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return message instanceof LastHttpContent && !isOnlyOnTheWay;
    }
}
