package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.api.v1alpha1.UpstreamSpec.HttpSpec;
import dev.connectivity.api.v1alpha1.UpstreamSpec.HttpSpec.Method;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class HttpReader {

    private static final HttpSpec EMPTY = new HttpSpec(null, null);
    private static final List<StatusRange> GOOD = List.of(new StatusRange(200, 399));
    private static final int RANGES = 16;

    static Http read(@Nullable HttpSpec given, Field field) {
        var spec = or(given, EMPTY);
        return new Http(or(spec.method(), Method.GET), status(spec, field.at("status")));
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
