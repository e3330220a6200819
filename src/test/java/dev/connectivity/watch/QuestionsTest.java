package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.testing.Policies;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://api            | api       | 80   | false | /
                    https://api/v1/a?b=c  | api       | 443  | true  | /v1/a?b=c
                    https://[2001:db8::1]:8443/ | 2001:db8::1 | 8443 | true | /
                    """)
    void anUpstreamIsAskedWhereItsUrlLeads(
            String url, String host, int port, boolean tls, String target) {
        var question = (Question.HttpRequest) upstream(url);
        assertThat(question.address()).isEqualTo(new Address(host, port, "shop"));
        assertThat(question.tls().isPresent()).isEqualTo(tls);
        assertThat(question.target()).isEqualTo(target);
    }

    @Test
    void aTcpUpstreamIsConnectedTo() {
        assertThat(upstream("tcp://mail:25"))
                .isEqualTo(new Question.Tcp(new Address("mail", 25, "shop")));
    }

    @Test
    void aDnsUpstreamIsLookedUp() {
        assertThat(upstream("dns://_pg._tcp.db"))
                .isEqualTo(
                        new Question.Dns(
                                new Address("_pg._tcp.db", 53, "shop"),
                                RecordType.A,
                                Optional.empty()));
    }

    @Test
    void theSchemePicksTheProtocol() {
        assertThat(upstream("grpc://cart:9090"))
                .isEqualTo(new Question.Grpc(at("cart", 9090), Optional.empty(), ""));
        assertThat(upstream("grpcs://cart:9090", "grpc: {service: shop.Cart}"))
                .isEqualTo(
                        new Question.Grpc(
                                at("cart", 9090), Optional.of(TlsOptions.FULL), "shop.Cart"));
        assertThat(upstream("nats://events"))
                .isEqualTo(
                        new Question.Nats(at("events", 4222), TlsOptions.FULL, Optional.empty()));
        assertThat(upstream("smtp://mail"))
                .isEqualTo(new Question.Smtp(at("mail", 25), Optional.empty()));
        assertThat(upstream("smtps://mail"))
                .isEqualTo(new Question.Smtp(at("mail", 465), Optional.of(TlsOptions.FULL)));
    }

    private static Address at(String host, int port) {
        return new Address(host, port, "shop");
    }

    @Test
    void thePodsOwnAddressIsConnectedTo() {
        Policy policy = Policies.read("workload: {name: w}");
        assertThat(PodQuestions.connect(policy, new PodPort("web-1", "10.0.0.1", 3001)))
                .isEqualTo(new Question.Tcp(new Address("10.0.0.1", 3001, "shop")));
    }

    @Test
    void healthIsAskedWhereAReadinessPathIsDeclared() {
        PodPort port = new PodPort("web-1", "10.0.0.1", 3001);
        assertThat(PodQuestions.health(Policies.read("workload: {name: w}"), port)).isEmpty();
        Policy policy =
                Policies.read(
                        "workload: {name: w}, health: {port: 3001, readiness: {path: /ready}}");
        assertThat(PodQuestions.health(policy, port))
                .get()
                .isInstanceOfSatisfying(
                        Question.HttpRequest.class,
                        it -> assertThat(it.target()).isEqualTo("/ready"));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache, 6379, false",
        "rediss://cache, 6379, true",
        "rediss://cache:6380, 6380, true"
    })
    void aRedisUpstreamIsAskedByItsProtocol(String url, int port, boolean tls) {
        var question = (Question.Redis) upstream(url);
        assertThat(question.address()).isEqualTo(new Address("cache", port, "shop"));
        assertThat(question.tls().isPresent()).isEqualTo(tls);
        assertThat(question.login()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://rabbit, 5672, /",
        "amqp://rabbit/, 5672, /",
        "amqps://rabbit/shop, 5671, shop",
        "amqp://rabbit:5673/%2Fshop%2Forders%20x, 5673, /shop/orders x"
    })
    void anAmqpUpstreamIsAskedForItsVirtualHost(String url, int port, String virtualHost) {
        var question = (Question.Amqp) upstream(url);
        assertThat(question.address().port()).isEqualTo(port);
        assertThat(question.virtualHost()).isEqualTo(virtualHost);
    }

    @ParameterizedTest
    @CsvSource({"kafka://broker, 9092, false", "kafkas://broker:9093, 9093, true"})
    void aKafkaUpstreamIsAskedByItsProtocol(String url, int port, boolean tls) {
        var question = (Question.Kafka) upstream(url);
        assertThat(question.address().port()).isEqualTo(port);
        assertThat(question.tls().isPresent()).isEqualTo(tls);
    }

    private static Question upstream(String url) {
        return upstream(url, "");
    }

    private static Question upstream(String url, String probe) {
        Policy policy =
                Policies.read(
                        "workload: {name: w}, upstreams: [{name: a, url: '%s', probe: {%s}}]"
                                .formatted(url, probe));
        Questions questions =
                new Questions(
                        (namespace, key) -> {
                            throw new AssertionError("no Secret is named");
                        });
        return questions.resolve(policy).upstreams().get("a");
    }
}
