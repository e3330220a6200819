package dev.connectivity.reconcile;

import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import java.net.URI;
import java.util.Optional;

/** What is asked of an upstream; the scheme of its URL picks the kind. */
final class UpstreamQuestion {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private UpstreamQuestion() {}

    static Question of(Policy policy, Upstream upstream) {
        URI url = upstream.url();
        return switch (url.getScheme()) {
            case "http" -> http(policy, upstream, false, HTTP_PORT);
            case "https" -> http(policy, upstream, true, HTTPS_PORT);
            case "tcp" -> new Question.Tcp(address(policy, url, url.getPort()));
            default ->
                    throw new IllegalArgumentException(
                            "a scheme that the policy's reader lets through: " + url.getScheme());
        };
    }

    private static Question http(Policy policy, Upstream upstream, boolean tls, int defaultPort) {
        URI url = upstream.url();
        String path =
                Optional.ofNullable(url.getRawPath()).filter(text -> !text.isEmpty()).orElse("/");
        String query = Optional.ofNullable(url.getRawQuery()).map(text -> "?" + text).orElse("");
        int port = url.getPort() < 0 ? defaultPort : url.getPort();
        return new Question.HttpRequest(
                address(policy, url, port), tls, path + query, upstream.http());
    }

    private static Address address(Policy policy, URI url, int port) {
        String host = url.getHost();
        return new Address(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                policy.namespace());
    }
}
