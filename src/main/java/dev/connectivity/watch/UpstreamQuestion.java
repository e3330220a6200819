package dev.connectivity.watch;

import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.TlsOptions;
import java.net.URI;
import java.util.Optional;

/** What is asked of an upstream; the scheme of its URL picks the kind. */
final class UpstreamQuestion {

    private final Secrets secrets;

    UpstreamQuestion(Secrets secrets) {
        this.secrets = secrets;
    }

    Resolution resolve(Policy policy, Upstream upstream) {
        return switch (LoginReading.read(secrets, policy.namespace(), upstream.login())) {
            case LoginReading.Unknown unknown -> new Resolution.Unresolved(unknown.problem());
            case LoginReading.Known known ->
                    new Resolution.Ask(of(policy, upstream, known.login()));
        };
    }

    private static Question of(Policy policy, Upstream upstream, Optional<Login> login) {
        Address address = address(policy, upstream);
        return switch (upstream.scheme()) {
            case HTTP, HTTPS ->
                    new Question.HttpRequest(
                            address, tls(upstream), target(upstream.url()), upstream.http());
            case TCP -> new Question.Tcp(address);
            case REDIS, REDISS -> new Question.Redis(address, tls(upstream), login);
            case AMQP, AMQPS ->
                    new Question.Amqp(address, tls(upstream), virtualHost(upstream.url()), login);
            case KAFKA, KAFKAS -> new Question.Kafka(address, tls(upstream), login);
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

    /** After the slash, decoded; where nothing is there, the one that every broker has. */
    private static String virtualHost(URI url) {
        String path = Optional.ofNullable(url.getPath()).orElse("");
        return path.length() > 1 ? path.substring(1) : "/";
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
