package dev.connectivity.cli.open;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Passes requests on to the operator as the viewer's, and its answers back as they come. */
final class Relay {

    /** What the operator is told of a request; never a cookie, and no token but the viewer's. */
    private static final List<String> ASKED =
            List.of(
                    "Accept",
                    "Accept-Language",
                    "If-None-Match",
                    "If-Modified-Since",
                    "Last-Event-ID");

    /** What is between two neighbours alone, or is set anew, or is not the operator's to say. */
    private static final Set<String> KEPT_BACK =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "set-cookie",
                    "www-authenticate",
                    "date",
                    "content-length",
                    "location",
                    "audit-id",
                    "warning");

    private final Viewer viewer;

    Relay(Viewer viewer) {
        this.viewer = viewer;
    }

    /**
     * @param target path and query
     * @param prefix of the proxy's own paths
     */
    void pass(HttpExchange exchange, String target, String prefix)
            throws IOException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        ASKED.forEach(
                name ->
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                                .ifPresent(value -> headers.put(name, value)));
        switch (viewer.ask(exchange.getRequestMethod(), target, headers)) {
            case Answer answer -> passBack(answer, exchange, prefix);
            case Refusal refusal -> Told.of(refusal, exchange.getRequestHeaders()).to(exchange);
        }
    }

    private void passBack(Answer answer, HttpExchange exchange, String prefix)
            throws IOException, InterruptedException {
        try {
            Headers to = exchange.getResponseHeaders();
            answer.headers()
                    .forEach(
                            (name, values) -> {
                                if (isPassedBack(name)) {
                                    to.put(name, values);
                                }
                            });
            answer.header("Location")
                    .flatMap(viewer.upstream()::within)
                    .ifPresent(it -> to.set("Location", it.startsWith("/") ? prefix + it : it));
            boolean bare =
                    exchange.getRequestMethod().equals("HEAD")
                            || answer.status() == 204
                            || answer.status() == 304;
            exchange.sendResponseHeaders(answer.status(), bare ? -1 : 0);
            if (!bare) {
                answer.passTo(exchange.getResponseBody());
            }
        } finally {
            answer.cancel();
        }
    }

    private static boolean isPassedBack(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !KEPT_BACK.contains(lower) && !lower.startsWith("x-kubernetes-");
    }
}
