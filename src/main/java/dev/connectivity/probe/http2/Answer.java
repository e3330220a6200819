package dev.connectivity.probe.http2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The answer as far as it has come: interim heads, head, body, trailers, in this order. */
final class Answer {

    /**
     * Of a body with its padding: the window that every stream and connection begins with. It is
     * never widened, so that a peer which keeps to the protocol cannot send more.
     */
    static final int BODY_LIMIT = 65_535;

    private static final String STATUS = ":status";
    private static final Pattern CODE = Pattern.compile("[1-5][0-9]{2}");
    private static final int SWITCHING_PROTOCOLS = 101;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<List<Header>> head = Optional.empty();
    private List<Header> trailers = List.of();
    private int window = BODY_LIMIT;
    private boolean ended;

    /** All that will be had of it. */
    boolean complete() {
        return ended || window == 0;
    }

    /** The peer has said its last of it. */
    boolean ended() {
        return ended;
    }

    void head(List<Header> block, boolean last) throws Http2Violation {
        if (head.isPresent()) {
            demand(last && block.stream().noneMatch(it -> it.name().startsWith(":")), "trailers");
            trailers = block;
        } else if (status(block) >= 200) {
            head = Optional.of(block);
        } else {
            demand(!last && status(block) != SWITCHING_PROTOCOLS, "an interim head");
        }
        ended = last;
    }

    void data(Frame frame) throws Http2Violation {
        demand(head.isPresent(), "a body");
        demand(frame.payload().length <= window, "as much of a body");
        window -= frame.payload().length;
        ByteBuffer content = frame.content();
        body.write(frame.payload(), content.arrayOffset(), content.remaining());
        ended = frame.has(Frame.END_STREAM);
    }

    Http2Response response() {
        List<Header> all = head.orElseThrow();
        return new Http2Response(
                Integer.parseInt(first(all).orElseThrow()),
                all.stream().filter(it -> !it.name().startsWith(":")).toList(),
                body.toByteArray(),
                ended,
                trailers);
    }

    private static int status(List<Header> block) throws Http2Violation {
        return first(block)
                .filter(code -> CODE.matcher(code).matches())
                .map(Integer::valueOf)
                .orElseThrow(() -> new Http2Violation("a head without a status"));
    }

    private static Optional<String> first(List<Header> block) {
        return block.stream().filter(it -> it.name().equals(STATUS)).map(Header::value).findFirst();
    }

    private static void demand(boolean met, String what) throws Http2Violation {
        if (!met) {
            throw new Http2Violation(what + " where none may come");
        }
    }
}
