package dev.connectivity.probe.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the beginning of an answer's body (RFC 9112, section 6.3). */
final class Body {

    /** What is looked at of a body. */
    static final int LIMIT = 64 * 1024;

    /** A server may cut its body as finely as it likes, but not for ever. */
    private static final int CHUNK_LINES = 64 * 1024;

    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \t]*(;.*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final InputStream in;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    private Body(InputStream in) {
        this.in = in;
    }

    /**
     * The first {@link #LIMIT} bytes; empty where the body's framing cannot be read.
     *
     * @throws EOFException where the connection ends before the body does
     */
    static Optional<String> read(InputStream in, AnswerHead head) throws IOException {
        Body body = new Body(in);
        boolean sound = hasNone(head) || body.take(head);
        return sound ? Optional.of(body.read.toString(StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static boolean hasNone(AnswerHead head) {
        return head.status() == 204 || head.status() == 304;
    }

    private boolean take(AnswerHead head) throws IOException {
        if (head.lists("transfer-encoding", "chunked")) {
            return takeChunks();
        }
        Optional<String> length = head.values("content-length").stream().findFirst();
        if (length.isEmpty()) {
            read.write(in.readNBytes(LIMIT));
            return true;
        }
        if (!LENGTH.matcher(length.get()).matches()) {
            return false;
        }
        take(Long.parseLong(length.get()));
        return true;
    }

    private boolean takeChunks() throws IOException {
        Lines lines = new Lines(in, CHUNK_LINES);
        while (read.size() < LIMIT) {
            Optional<Long> size = size(lines);
            if (size.isEmpty() || size.get() == 0) {
                return size.isPresent();
            }
            take(size.get());
            if (read.size() < LIMIT && !lines.next("").equals(Optional.of(""))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Long> size(Lines lines) throws IOException {
        return lines.next("")
                .map(CHUNK::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Long.parseLong(matcher.group(1), 16));
    }

    private void take(long length) throws IOException {
        int wanted = (int) Math.min(length, LIMIT - read.size());
        byte[] bytes = in.readNBytes(wanted);
        if (bytes.length < wanted) {
            throw new EOFException();
        }
        read.write(bytes);
    }
}
