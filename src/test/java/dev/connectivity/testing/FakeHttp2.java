package dev.connectivity.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Frames of HTTP/2, right or wrong, and servers that say them. */
public final class FakeHttp2 {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PUSH_PROMISE = 5;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int ACK = 1;
    public static final int END_HEADERS = 4;
    public static final int PADDED = 8;
    public static final int PRIORITIZED = 0x20;

    private FakeHttp2() {}

    public static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    public static byte[] settings() {
        return frame(SETTINGS, 0, 0);
    }

    /** Numbers of 32 bits, one after another. */
    public static byte[] numbers(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }

    /** A head in one frame; name, value, name, value. */
    public static byte[] head(int flags, String... pairs) {
        return frame(HEADERS, flags | END_HEADERS, 1, block(pairs));
    }

    public static byte[] block(String... pairs) {
        DefaultHttp2Headers headers = new DefaultHttp2Headers(false);
        for (int i = 0; i < pairs.length; i += 2) {
            headers.add(pairs[i], pairs[i + 1]);
        }
        ByteBuf block = Unpooled.buffer();
        try (DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder()) {
            encoder.encodeHeaders(1, headers, block);
        } catch (Http2Exception e) {
            throw new IllegalArgumentException(e);
        }
        return ByteBufUtil.getBytes(block);
    }

    public static byte[] all(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Begins with its settings, says this, and then listens until the client goes. */
    public static FakeServer saying(byte[]... frames) {
        return FakeServer.serving(client -> say(client, all(settings(), all(frames))));
    }

    /** Begins as it should and then repeats this for ever. */
    public static FakeServer repeating(byte[] begin, byte[] again) {
        return FakeServer.serving(
                client -> {
                    client.getOutputStream().write(all(settings(), begin));
                    while (!client.isClosed()) {
                        client.getOutputStream().write(again);
                    }
                });
    }

    private static void say(Socket client, byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
        client.getInputStream().readAllBytes();
        client.close();
    }
}
