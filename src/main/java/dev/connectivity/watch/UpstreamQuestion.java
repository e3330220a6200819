package dev.connectivity.watch;

import dev.connectivity.policy.Policy;
import dev.connectivity.policy.RequestHeader;
import dev.connectivity.policy.RequestHeader.Source;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.TlsOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked of an upstream; the scheme of its URL picks the kind. */
final class UpstreamQuestion {

    private final ProbeSecrets secrets;

    UpstreamQuestion(Secrets secrets) {
        this.secrets = new ProbeSecrets(secrets);
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
            case HTTP, HTTPS -> request(policy, upstream, address);
            case WS, WSS -> new Question.WebSocket(request(policy, upstream, address));
            case TLS ->
                    new Question.TlsHandshake(
                            address, options(policy, upstream), upstream.tls().startTls());
            case TCP -> new Question.Tcp(address);
            case GRPC, GRPCS ->
                    new Question.Grpc(address, tls(policy, upstream), upstream.grpc().service());
            case NATS ->
                    new Question.Nats(address, options(policy, upstream), login(policy, upstream));
            case SMTP, SMTPS -> new Question.Smtp(address, tls(policy, upstream));
            case REDIS, REDISS ->
                    new Question.Redis(address, tls(policy, upstream), login(policy, upstream));
            case AMQP, AMQPS ->
                    new Question.Amqp(
                            address,
                            tls(policy, upstream),
                            virtualHost(upstream.url()),
                            login(policy, upstream));
            case KAFKA, KAFKAS ->
                    new Question.Kafka(address, tls(policy, upstream), login(policy, upstream));
            case DNS ->
                    new Question.Dns(
                            address,
                            upstream.dns().type(),
                            upstream.dns()
                                    .server()
                                    .map(
                                            it ->
                                                    new Address(
                                                            it.host(),
                                                            it.port(),
                                                            address.namespace())));
        };
    }

    private Question.HttpRequest request(Policy policy, Upstream upstream, Address address)
            throws UnresolvedException {
        return new Question.HttpRequest(
                address,
                tls(policy, upstream),
                target(upstream.url()),
                upstream.http(),
                headers(policy, upstream));
    }

    private List<Header> headers(Policy policy, Upstream upstream) throws UnresolvedException {
        List<Header> headers = new ArrayList<>();
        for (RequestHeader header : upstream.http().headers()) {
            headers.add(
                    switch (header.source()) {
                        case Source.Text text -> new Header(header.name(), text.value(), false);
                        case Source.Secret secret ->
                                new Header(
                                        header.name(),
                                        secrets.headerValue(policy.namespace(), secret.key()),
                                        true);
                    });
        }
        return List.copyOf(headers);
    }

    private Optional<Login> login(Policy policy, Upstream upstream) throws UnresolvedException {
        return upstream.login().isEmpty()
                ? Optional.empty()
                : Optional.of(secrets.login(policy.namespace(), upstream.login().get()));
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

    /** After the slash, decoded; where nothing is there, the one that every broker has. */
    private static String virtualHost(URI url) {
        String path = Optional.ofNullable(url.getPath()).orElse("");
        return path.length() > 1 ? path.substring(1) : "/";
    }

    private static Address address(Policy policy, Upstream upstream) {
        return new Address(upstream.host(), upstream.port(), policy.namespace());
    }
}
