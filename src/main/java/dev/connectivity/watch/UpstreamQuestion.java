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

    private final TlsSecrets secrets;

    UpstreamQuestion(Secrets secrets) {
        this.secrets = new TlsSecrets(secrets);
    }

    Resolution resolve(Policy policy, Upstream upstream) {
        try {
            return new Resolution.Ask(of(policy, upstream));
        } catch (UnresolvedException e) {
            return new Resolution.Unresolved(e.problem());
        }
    }

    private Question of(Policy policy, Upstream upstream) throws UnresolvedException {
        Address address = address(policy, upstream);
        return switch (upstream.scheme()) {
            case HTTP, HTTPS ->
                    new Question.HttpRequest(
                            address,
                            tls(policy, upstream),
                            target(upstream.url()),
                            upstream.http());
            case TCP -> new Question.Tcp(address);
        };
    }

    /** Empty for a scheme without TLS. */
    private Optional<TlsOptions> tls(Policy policy, Upstream upstream) throws UnresolvedException {
        return upstream.scheme().tls() ? Optional.of(options(policy, upstream)) : Optional.empty();
    }

    private TlsOptions options(Policy policy, Upstream upstream) throws UnresolvedException {
        Upstream.Tls declared = upstream.tls();
        TlsOptions options = TlsOptions.FULL;
        if (declared.ca().isPresent()) {
            options = options.with(secrets.authority(policy.namespace(), declared.ca().get()));
        }
        if (declared.clientCertificate().isPresent()) {
            String secret = declared.clientCertificate().get();
            options = options.with(secrets.identity(policy.namespace(), secret));
        }
        return declared.serverName().map(options::withServerName).orElse(options);
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
