package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.UpstreamSpec.HttpSpec.Method;
import java.net.URI;
import java.util.List;

/**
 * One address that the workload calls.
 *
 * @param url absolute, with one of the schemes, with a host and without user information
 * @param http how to ask and what to accept where the scheme is HTTP's; of no effect for others
 */
public record Upstream(String name, URI url, boolean required, Http http, Pacing pacing) {

    public Scheme scheme() {
        return Scheme.of(url.getScheme()).orElseThrow();
    }

    /** The request, and which answers are good. */
    public record Http(Method method, List<StatusRange> status) {}

    /** Inclusive at both ends. */
    public record StatusRange(int from, int to) {

        public boolean contains(int status) {
            return from <= status && status <= to;
        }
    }
}
