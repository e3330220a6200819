package dev.connectivity.api.v1alpha1;

import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

public record UpstreamSpec(
        @Required String name,
        @Required String url,
        @Nullable Importance importance,
        @Nullable ProbeSpec probe,
        @Nullable RetrySpec retry,
        @Nullable CircuitSpec circuit) {

    /** Whether UpstreamsReachable turns False without it. */
    public enum Importance {
        Required,
        Optional
    }

    /** When and how the upstream is asked. */
    public record ProbeSpec(@Nullable String interval, @Nullable String timeout, @Nullable HttpSpec http) {}

    /** The request, and which answers are good: single codes or ranges, as {@code 200} or {@code 200-399}. */
    public record HttpSpec(@Nullable Method method, @Nullable List<String> status) {

        /** Methods without effect on the upstream. */
        public enum Method {
            GET,
            HEAD,
            OPTIONS
        }
    }

    /** How a failed attempt is repeated before the next interval. */
    public record RetrySpec(@Nullable Integer limit, @Nullable String backoff, @Nullable String maxBackoff) {}
}
