package dev.connectivity.probe.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the head of an answer and keeps nothing of it but its status. */
final class ResponseHead {

    /** For all heads of one answer together, the interim ones included. */
    static final int LIMIT = 16 * 1024;

    private static final String PROTOCOL = "HTTP/1.";
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    private static final int SWITCHING_PROTOCOLS = 101;

    private final InputStream in;
    private int read;

    private ResponseHead(InputStream in) {
        this.in = in;
    }

    /**
     * The final status, once its head is complete; empty where what comes is not HTTP/1.1 or does
     * not end within the limit.
     *
     * @throws EOFException where the connection ends before that
     */
    static Optional<Integer> readStatus(InputStream in) throws IOException {
        ResponseHead head = new ResponseHead(in);
        Optional<Integer> status;
        do {
            status = head.next();
        } while (status.filter(ResponseHead::isInterim).isPresent());
        return status;
    }

    private static boolean isInterim(int status) {
        return status < 200 && status != SWITCHING_PROTOCOLS;
    }

    private Optional<Integer> next() throws IOException {
        Optional<String> first = line(PROTOCOL);
        Optional<Integer> status = first.flatMap(ResponseHead::parse);
        Optional<String> header = status.isPresent() ? line("") : Optional.empty();
        while (header.filter(line -> !line.isEmpty()).isPresent()) {
            header = line("");
        }
        return header.isPresent() ? status : Optional.empty();
    }

    private static Optional<Integer> parse(String line) {
        Matcher matcher = STATUS_LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(Integer.valueOf(matcher.group(1)))
                : Optional.empty();
    }

    /**
     * Empty as soon as the line cannot begin with {@code prefix}: what speaks another protocol may
     * never send a line's end.
     */
    private Optional<String> line(String prefix) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            boolean foreign = line.size() < prefix.length() && b != prefix.charAt(line.size());
            if (foreign || ++read > LIMIT) {
                return Optional.empty();
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
