package dev.connectivity.probe.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines, all of them together up to a bound. */
final class Lines {

    private final InputStream in;
    private int left;

    /**
     * @param most bytes
     */
    Lines(InputStream in, int most) {
        this.in = in;
        this.left = most;
    }

    /**
     * The next line without its end. Empty as soon as it cannot begin with {@code prefix} (what
     * speaks another protocol may never send a line's end), or beyond the bound.
     *
     * @throws EOFException where the connection ends before the line does
     */
    Optional<String> next(String prefix) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            boolean foreign = line.size() < prefix.length() && b != prefix.charAt(line.size());
            if (foreign || --left < 0) {
                return Optional.empty();
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
