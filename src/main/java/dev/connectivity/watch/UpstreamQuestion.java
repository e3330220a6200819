package dev.connectivity.watch;

import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TlsOptions;
import java.net.URI;
import java.util.Optional;

/** What is asked of an upstream; the scheme of its URL picks the kind. */
final class UpstreamQuestion {

    private UpstreamQuestion() {}

    static Resolution resolve(Policy policy, Upstream upstream) {
        return new Resolution.Ask(of(policy, upstream));
    }

    private static Question of(Policy policy, Upstream upstream) {
        Address address = address(policy, upstream);
        return switch (upstream.scheme()) {
            case HTTP, HTTPS ->
                    new Question.HttpRequest(
                            address, tls(upstream), target(upstream.url()), upstream.http());
            case TCP -> new Question.Tcp(address);
        };
    }

    private static Optional<TlsOptions> tls(Upstream upstream) {
        return upstream.scheme().tls() ? Optional.of(TlsOptions.FULL) : Optional.empty();
    }

    private static String target(URI url) {
        String path =
                Optional.ofNullable(url.getRawPath()).filter(text -> !text.isEmpty()).orElse("/");
        return path + Optional.ofNullable(url.getRawQuery()).map(text -> "?" + text).orElse("");
    }

    private static Address address(Policy policy, Upstream upstream) {
        URI url = upstream.url();
        String host = url.getHost();
        return new Address(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                url.getPort() < 0 ? upstream.scheme().defaultPort().orElseThrow() : url.getPort(),
                policy.namespace());
    }
}
