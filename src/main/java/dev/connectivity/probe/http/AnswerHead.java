package dev.connectivity.probe.http;

import dev.connectivity.probe.http2.Http2Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer.
 *
 * @param fields values by name in lower case, one per line
 */
record AnswerHead(int status, Map<String, List<String>> fields) {

    /** For all heads of one answer together, the interim ones included. */
    static final int LIMIT = 32 * 1024;

    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    private static final int SWITCHING_PROTOCOLS = 101;

    /**
     * The final one; empty where what comes is not HTTP/1.1 or does not end within the limit.
     *
     * @throws EOFException where the connection ends before that
     */
    static Optional<AnswerHead> read(InputStream in) throws IOException {
        Lines lines = new Lines(in, LIMIT);
        Optional<AnswerHead> head;
        do {
            head = next(lines);
        } while (head.filter(AnswerHead::isInterim).isPresent());
        return head;
    }

    static AnswerHead of(Http2Response response) {
        Map<String, List<String>> fields = new HashMap<>();
        response.headers().forEach(it -> put(fields, it.name(), it.value()));
        return new AnswerHead(response.status(), fields);
    }

    /** Without white space around them; none where there is no such field. */
    List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Whether a list of words, as that of {@code Connection}, has this one. */
    boolean lists(String name, String word) {
        return values(name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(it -> it.strip().equalsIgnoreCase(word));
    }

    private boolean isInterim() {
        return status < 200 && status != SWITCHING_PROTOCOLS;
    }

    private static Optional<AnswerHead> next(Lines lines) throws IOException {
        Optional<Matcher> first =
                lines.next("HTTP/1.").map(STATUS_LINE::matcher).filter(Matcher::matches);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> fields = new HashMap<>();
        Optional<String> line = lines.next("");
        while (line.filter(text -> !text.isEmpty()).isPresent()) {
            put(fields, line.get());
            line = lines.next("");
        }
        int status = Integer.parseInt(first.get().group(1));
        return line.map(_ -> new AnswerHead(status, fields));
    }

    private static void put(Map<String, List<String>> fields, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            put(fields, line.substring(0, colon), line.substring(colon + 1));
        }
    }

    private static void put(Map<String, List<String>> fields, String name, String value) {
        fields.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(value.strip());
    }
}
