package dev.connectivity.cli.open;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as it arrives, passed on at once. The next part is asked for after the last one
 * was passed on, so that what is kept stays small however long the answer is.
 */
final class Arriving implements AsyncBody.Consumer<List<ByteBuffer>> {

    /** More than the API server takes to say no. */
    private static final int BEGINNING = 64 * 1024;

    private final BlockingDeque<Part> parts = new LinkedBlockingDeque<>();

    /** Bytes; or none, which is the end, and may be a failure. */
    private record Part(byte[] bytes, boolean last, @Nullable Throwable failure) {}

    @Override
    public void consume(List<ByteBuffer> value, AsyncBody body) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (ByteBuffer buffer : value) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            joined.writeBytes(bytes);
        }
        parts.add(new Part(joined.toByteArray(), false, null));
    }

    /** To be called once, before anything else. */
    void begin(AsyncBody body) {
        var _ =
                body.done()
                        .whenComplete(
                                (_, failure) -> parts.add(new Part(new byte[0], true, failure)));
    }

    /** Until its end. */
    void passTo(OutputStream out, AsyncBody body) throws IOException, InterruptedException {
        for (Part part = next(body); !part.last(); part = next(body)) {
            out.write(part.bytes());
            out.flush();
        }
    }

    /** What it begins with; that is passed on all the same. */
    String beginning(AsyncBody body) throws IOException, InterruptedException {
        List<Part> read = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        do {
            read.add(next(body));
            bytes.writeBytes(read.getLast().bytes());
        } while (!read.getLast().last() && bytes.size() < BEGINNING);
        read.reversed().forEach(parts::addFirst);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Part next(AsyncBody body) throws IOException, InterruptedException {
        body.consume();
        Part part = parts.take();
        if (part.failure() != null) {
            throw new IOException("the answer broke off", part.failure());
        }
        return part;
    }
}
