package dev.connectivity.cli.open;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The proxy's own words, for whoever asked: a browser's window, a script, or a stream of events.
 *
 * @param type of the text
 */
record Told(int status, String type, String text) {

    private static final String EVENTS = "text/event-stream";

    /** A browser gives a stream up that is refused, but not one that ends: it comes back. */
    private static final String COME_BACK = "retry: 2000\n\n";

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">%s<title>connectivity open</title></head>
            <body><h1>The page cannot be shown now</h1><p>%s</p></body></html>
            """;

    /** Loads the page again, where that may help. */
    private static final String AGAIN = "<meta http-equiv=\"refresh\" content=\"3\">";

    static Told of(Refusal refusal, Headers asked) {
        String accepted = Optional.ofNullable(asked.getFirst("Accept")).orElse("");
        if (accepted.contains(EVENTS) && refusal.passing()) {
            return new Told(200, EVENTS, COME_BACK);
        }
        return accepted.contains("text/html")
                ? new Told(
                        502,
                        "text/html",
                        PAGE.formatted(refusal.passing() ? AGAIN : "", escaped(refusal.words())))
                : plain(502, refusal.words());
    }

    static Told plain(int status, String words) {
        return new Told(status, "text/plain", words + "\n");
    }

    void to(HttpExchange exchange) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
