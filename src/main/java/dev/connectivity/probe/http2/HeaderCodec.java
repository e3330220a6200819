package dev.connectivity.probe.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Heads to header blocks and back (HPACK, RFC 7541), of one connection; Netty's. */
final class HeaderCodec {

    /** Of the names and values of one block, and 32 for each, as the RFC counts them. */
    static final int LIST_LIMIT = 16 * 1024;

    private final Http2HeadersDecoder decoder =
            new DefaultHttp2HeadersDecoder(true, true, LIST_LIMIT);

    static byte[] encode(Http2Request request) {
        Http2Headers headers =
                new DefaultHttp2Headers(false)
                        .method(request.method())
                        .scheme(request.scheme())
                        .authority(request.authority())
                        .path(request.path());
        request.headers().forEach(header -> headers.add(header.name(), header.value()));
        ByteBuf block = Unpooled.buffer();
        // Nothing is worth a table on a connection of one request, and a Secret must not get there.
        try (DefaultHttp2HeadersEncoder encoder =
                new DefaultHttp2HeadersEncoder(Http2HeadersEncoder.ALWAYS_SENSITIVE)) {
            encoder.encodeHeaders(Frame.OUR_STREAM, headers, block);
        } catch (Http2Exception e) {
            throw new IllegalStateException("Netty refused a head that HTTP/2 can carry");
        }
        return ByteBufUtil.getBytes(block);
    }

    List<Header> decode(ByteBuffer block) throws Http2Violation {
        try {
            Http2Headers headers =
                    decoder.decodeHeaders(Frame.OUR_STREAM, Unpooled.wrappedBuffer(block));
            List<Header> all = new ArrayList<>(headers.size());
            headers.forEach(
                    it -> all.add(new Header(it.getKey().toString(), it.getValue().toString())));
            return all;
        } catch (Http2Exception _) {
            // Its message repeats what the peer sent.
            throw new Http2Violation("not a header block");
        }
    }
}
