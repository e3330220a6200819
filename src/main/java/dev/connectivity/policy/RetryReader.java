package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.UpstreamSpec.RetrySpec;
import dev.connectivity.policy.Pacing.Retry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

final class RetryReader {

    private static final RetrySpec EMPTY = new RetrySpec(null, null, null);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST = 10;

    static Retry read(@Nullable RetrySpec given, Field field) {
        var spec = or(given, EMPTY);
        var backoff = field.at("backoff").duration(or(spec.backoff(), "1s"));
        var longest = field.at("maxBackoff").duration(or(spec.maxBackoff(), "8s"));
        field.at("backoff").demand(backoff.compareTo(SHORTEST) >= 0, Demands.BACKOFF);
        field.at("maxBackoff")
                .demand(
                        longest.compareTo(backoff) >= 0 && longest.compareTo(LONGEST) <= 0,
                        Demands.MAX_BACKOFF);
        return new Retry(field.at("limit").number(or(spec.limit(), 3), 0, MOST), backoff, longest);
    }

    private RetryReader() {}
}
