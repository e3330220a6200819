package dev.connectivity.probe.http2;

import dev.connectivity.probe.dial.Connection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** One request and its answer, on a connection that carries nothing else. Of one thread. */
public final class Http2Conversation {

    /** How long the peer's own close is waited for once everything is said. */
    private static final Duration GOODBYE = Duration.ofMillis(100);

    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int HEADER_BLOCK = HeaderCodec.LIST_LIMIT;
    private static final int CANCEL = 8;

    private final Connection connection;
    private final FrameReader frames;
    private final HeaderCodec codec = new HeaderCodec();
    private final Answer answer = new Answer();

    public Http2Conversation(Connection connection) throws IOException {
        this.connection = connection;
        this.frames = new FrameReader(connection.in());
    }

    /** Everything in one go: a client need not wait for the server's settings. */
    public void send(Http2Request request) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(PREFACE);
        all.writeBytes(new Frame(FrameType.SETTINGS, 0, 0, Settings.OURS).bytes());
        boolean bodiless = request.body().length == 0;
        head(all, HeaderCodec.encode(request), bodiless ? Frame.END_STREAM : 0);
        if (!bodiless) {
            all.writeBytes(
                    new Frame(FrameType.DATA, Frame.END_STREAM, Frame.OUR_STREAM, request.body())
                            .bytes());
        }
        write(all.toByteArray());
    }

    private static void head(ByteArrayOutputStream all, byte[] block, int streamFlag) {
        for (int from = 0; from < block.length; from += Frame.LIMIT) {
            int to = Math.min(block.length, from + Frame.LIMIT);
            FrameType type = from == 0 ? FrameType.HEADERS : FrameType.CONTINUATION;
            int flags = (from == 0 ? streamFlag : 0) | (to == block.length ? Frame.END_HEADERS : 0);
            byte[] part = Arrays.copyOfRange(block, from, to);
            all.writeBytes(new Frame(type, flags, Frame.OUR_STREAM, part).bytes());
        }
    }

    /**
     * The answer, once it is complete or its body has filled the window.
     *
     * @throws Http2Violation where what comes is not HTTP/2
     * @throws Http2Refusal where the peer ends the request
     * @throws java.io.EOFException where the connection ends before that
     */
    public Http2Response receive() throws IOException {
        Frame first = frames.next();
        if (first.type() != FrameType.SETTINGS || first.has(Frame.ACK)) {
            throw new Http2Violation("no settings at the beginning");
        }
        take(first);
        while (!answer.complete()) {
            take(frames.next());
        }
        return answer.response();
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case SETTINGS -> settings(frame);
            case PING -> ping(frame);
            case HEADERS -> answer.head(block(frame), frame.has(Frame.END_STREAM));
            case DATA -> answer.data(frame);
            case RST_STREAM -> throw new Http2Refusal(frame.number(0));
            case GOAWAY -> goAway(frame);
            case WINDOW_UPDATE -> window(frame);
            case CONTINUATION, PUSH_PROMISE ->
                    throw new Http2Violation("a frame that nothing led to");
            case PRIORITY, UNKNOWN -> {
                // Advice, and what is not for us.
            }
        }
    }

    private void settings(Frame frame) throws IOException {
        Settings.check(frame);
        if (!frame.has(Frame.ACK)) {
            write(new Frame(FrameType.SETTINGS, Frame.ACK, 0, Frame.NOTHING).bytes());
        }
    }

    private void ping(Frame frame) throws IOException {
        if (!frame.has(Frame.ACK)) {
            write(new Frame(FrameType.PING, Frame.ACK, 0, frame.payload()).bytes());
        }
    }

    /** We have said all we had to say; only the number itself can be wrong. */
    private static void window(Frame frame) throws Http2Violation {
        if ((frame.number(0) & 0x7fff_ffffL) == 0) {
            throw new Http2Violation("a window that grows by nothing");
        }
    }

    /** A peer that closes down still answers the requests up to the one it names. */
    private static void goAway(Frame frame) throws Http2Refusal {
        long last = frame.number(0) & 0x7fff_ffffL;
        long code = frame.number(4);
        if (last < Frame.OUR_STREAM || code != 0) {
            throw new Http2Refusal(code);
        }
    }

    private List<Header> block(Frame first) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        ByteBuffer content = first.content();
        block.write(first.payload(), content.arrayOffset(), content.remaining());
        Frame last = first;
        while (!last.has(Frame.END_HEADERS)) {
            last = frames.next();
            if (last.type() != FrameType.CONTINUATION) {
                throw new Http2Violation("a header block that does not go on");
            }
            block.writeBytes(last.payload());
            if (block.size() > HEADER_BLOCK) {
                throw new Http2Violation("a header block without end");
            }
        }
        return codec.decode(ByteBuffer.wrap(block.toByteArray()));
    }

    /**
     * Takes leave, so that the server neither waits for us nor notes a broken connection. Of no
     * consequence to the attempt, whose answer is known; closing is left to the caller.
     */
    public void end() {
        ByteArrayOutputStream last = new ByteArrayOutputStream();
        if (!answer.ended()) {
            byte[] cancel = ByteBuffer.allocate(4).putInt(CANCEL).array();
            last.writeBytes(new Frame(FrameType.RST_STREAM, 0, Frame.OUR_STREAM, cancel).bytes());
        }
        last.writeBytes(new Frame(FrameType.GOAWAY, 0, 0, new byte[8]).bytes());
        try {
            write(last.toByteArray());
        } catch (IOException _) {
            return; // It has gone before us.
        }
        connection.endOutput();
        connection.drain(Answer.BODY_LIMIT, GOODBYE);
    }

    private void write(byte[] bytes) throws IOException {
        connection.out().write(bytes);
        connection.out().flush();
    }
}
