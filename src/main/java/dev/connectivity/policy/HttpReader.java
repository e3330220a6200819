package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.HttpSpec;
import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class HttpReader {

    private static final HttpSpec EMPTY = new HttpSpec(null, null, null, null, null, null, null);
    private static final List<StatusRange> GOOD = List.of(new StatusRange(200, 399));
    private static final int RANGES = 16;
    private static final int REDIRECTS = 5;

    /**
     * @param timeout of the whole attempt
     */
    static Http read(@Nullable HttpSpec given, Set<String> secrets, Duration timeout, Field field) {
        var spec = or(given, EMPTY);
        var method = or(spec.method(), Method.GET);
        var body = field.at("body");
        body.demand(spec.body() == null || method == Method.GET, Demands.BODY_OF_GET);
        return new Http(
                method,
                HeaderReader.request(spec.headers(), secrets, field.at("headers")),
                status(spec, field.at("status")),
                HeaderReader.response(spec.responseHeaders(), field.at("responseHeaders")),
                Optional.ofNullable(spec.body()).map(it -> BodyReader.read(it, body)),
                field.at("followRedirects").number(or(spec.followRedirects(), 0), 0, REDIRECTS),
                latency(spec, timeout, field.at("maxLatency")));
    }

    private static Optional<Duration> latency(HttpSpec spec, Duration timeout, Field field) {
        var latency = Optional.ofNullable(spec.maxLatency()).map(field::duration);
        latency.ifPresent(
                it ->
                        field.demand(
                                it.toMillis() >= 1 && it.compareTo(timeout) < 0,
                                Demands.MAX_LATENCY));
        return latency;
    }

    private static List<StatusRange> status(HttpSpec spec, Field field) {
        if (spec.status() == null) {
            return GOOD;
        }
        var texts = field.list(spec.status(), RANGES);
        field.demand(!texts.isEmpty(), "Give at least one status code or range.");
        return IntStream.range(0, texts.size())
                .mapToObj(i -> range(texts.get(i), field.at(i)))
                .toList();
    }

    /** Three digits, or twice three digits with a dash between. */
    private static StatusRange range(String given, Field field) {
        var text = field.text(given, Notation.Status, 7);
        int from = Integer.parseInt(text.substring(0, 3));
        int to = Integer.parseInt(text.substring(text.length() - 3));
        field.demand(from <= to, Demands.STATUS_ORDER);
        return new StatusRange(from, to);
    }

    private HttpReader() {}
}
