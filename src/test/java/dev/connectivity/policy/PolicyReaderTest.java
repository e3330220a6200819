package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.policy.Pacing.Circuit;
import dev.connectivity.policy.Pacing.Retry;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import dev.connectivity.testing.Examples;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    @Test
    void whatIsNotGivenIsFilledIn() {
        var policy = read("workload: {name: storefront}");

        assertThat(policy.mode()).isEqualTo(Mode.Observe);
        assertThat(policy.onConflict()).isEqualTo(OnConflict.Auto);
        assertThat(policy.readyWhen()).isEqualTo(ReadyWhen.Configuration);
        assertThat(policy.suspended()).isFalse();
        assertThat(policy.workload())
                .isEqualTo(new Policy.Workload("storefront", Optional.empty()));
        assertThat(policy.secrets()).isEmpty();
        assertThat(policy.listener()).isEmpty();
        assertThat(policy.health()).isEmpty();
        assertThat(policy.database()).isEmpty();
        assertThat(policy.upstreams()).isEmpty();
    }

    @Test
    void theResourceIsIdentifiedByUidAndGeneration() {
        var policy =
                PolicyReader.read(
                        Serialization.unmarshal(
                                """
                                metadata: {name: shop, namespace: eu, uid: u-1, generation: 7}
                                spec: {workload: {name: storefront, container: app}}
                                """,
                                ConnectivityPolicy.class));

        assertThat(policy.uid()).isEqualTo("u-1");
        assertThat(policy.generation()).isEqualTo(7);
        assertThat(policy.namespace()).isEqualTo("eu");
        assertThat(policy.name()).isEqualTo("shop");
        assertThat(policy.workload().container()).contains("app");
    }

    @Test
    void aListenerSpeaksHttpAndItsServicesAreFoundUnlessNamed() {
        assertThat(read("workload: {name: a}\nlistener: {port: 3001}").listener())
                .contains(new Listener(3001, Protocol.HTTP, List.of(), List.of()));
        assertThat(
                        read("""
                        workload: {name: a}
                        listener:
                          port: 3001
                          protocol: TCP
                          env: [PORT]
                          services: [{name: a, port: http}, {name: a, port: 9000}, {name: b}]
                        """)
                                .listener())
                .contains(
                        new Listener(
                                3001,
                                Protocol.TCP,
                                List.of(
                                        service("a", new IntOrString("http")),
                                        service("a", new IntOrString(9000)),
                                        service("b", null)),
                                List.of("PORT")));
    }

    @Test
    void healthIsAskedOnTheListenersPortUnlessItHasItsOwn() {
        assertThat(health("listener: {port: 3001}\nhealth: {}").port()).isEqualTo(3001);
        assertThat(health("listener: {port: 3001}\nhealth: {port: 9}").port()).isEqualTo(9);
        assertThat(health("health: {port: 9}").port()).isEqualTo(9);
    }

    @Test
    void readinessAndLivenessHaveDefaultsOfTheirOwn() {
        var health =
                health(
                        "health: {port: 1, readiness: {}, liveness: {path: /livez}, startup:"
                                + " {budget: 1m}}");

        assertThat(health.readiness())
                .contains(new Health.Check(Optional.empty(), seconds(5), seconds(2), 2));
        assertThat(health.liveness())
                .contains(new Health.Check(Optional.of("/livez"), seconds(10), seconds(2), 3));
        assertThat(health.startupBudget()).contains(seconds(60));
    }

    @Test
    void anUpstreamIsRequiredAndAskedByGetUnlessItSaysOtherwise() {
        assertThat(upstream("{name: chat, url: 'https://chat.example.test/x?y=%20'}"))
                .isEqualTo(
                        new Upstream(
                                "chat",
                                URI.create("https://chat.example.test/x?y=%20"),
                                true,
                                new Http(Method.GET, List.of(new StatusRange(200, 399))),
                                Upstream.Tls.DEFAULT,
                                Upstream.Dns.DEFAULT,
                                Upstream.Grpc.DEFAULT,
                                Optional.empty(),
                                new Pacing(
                                        seconds(15),
                                        seconds(10),
                                        new Retry(3, seconds(1), seconds(8)),
                                        new Circuit(5, seconds(30), 2)),
                                Optional.empty()));
    }

    @Test
    void whatAnUpstreamSaysHolds() {
        assertThat(
                        upstream(
                                """
                                name: chat
                                  url: tcp://[2001:db8::1]:25
                                  importance: Optional
                                  probe: {interval: 1m, timeout: 500ms, http: {method: HEAD, status: ["200", "301-302"]}}
                                  retry: {limit: 0, backoff: 2s, maxBackoff: 2s}
                                  circuit: {failures: 1, openFor: 1h, successes: 4}
                                """))
                .isEqualTo(
                        new Upstream(
                                "chat",
                                URI.create("tcp://[2001:db8::1]:25"),
                                false,
                                new Http(
                                        Method.HEAD,
                                        List.of(
                                                new StatusRange(200, 200),
                                                new StatusRange(301, 302))),
                                Upstream.Tls.DEFAULT,
                                Upstream.Dns.DEFAULT,
                                Upstream.Grpc.DEFAULT,
                                Optional.empty(),
                                new Pacing(
                                        seconds(60),
                                        Duration.ofMillis(500),
                                        new Retry(0, seconds(2), seconds(2)),
                                        new Circuit(1, seconds(3600), 4)),
                                Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void everyExampleReads(Path example) {
        assertThat(PolicyReader.read(Examples.read(example, ConnectivityPolicy.class)).name())
                .isNotEmpty();
    }

    static List<Path> everyExampleReads() {
        return Examples.VALID.files();
    }

    @ParameterizedTest
    @MethodSource
    void whatTheCrdRefusesIsRefusedAlsoWithoutIt(Path example) {
        var resource = Examples.read(example, ConnectivityPolicy.class);

        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> PolicyReader.read(resource))
                .withMessageStartingWith("spec.")
                .withMessageContaining(Examples.message(example));
    }

    static List<Path> whatTheCrdRefusesIsRefusedAlsoWithoutIt() {
        return Examples.INVALID.files();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "workload: {}",
                "{workload: {name: a}, listener: {}}",
                "{workload: {name: a}, listener: {port: 0}}",
                "{workload: {name: a}, listener: {port: 1, env: [null]}}",
                "{workload: {name: a}, listener: {port: 1, env: [A, A]}}",
                "{workload: {name: a}, listener: {port: 1, services: [{name: a, port: 0}]}}",
                "{workload: {name: a}, listener: {port: 1, services: [{}]}}",
                "{workload: {name: a}, health: {port: 1, startup: {}}}",
                "{workload: {name: a}, secrets: [b, b]}",
                "{workload: {name: a}, database: {}}",
                "{workload: {name: a}, database: {engine: PostgreSQL}}",
                "{workload: {name: a}, upstreams: [null]}",
                "{workload: {name: a}, upstreams: [{name: b}]}",
                "{workload: {name: a}, upstreams: [{url: 'http://b'}]}",
            })
    void whatIsMissingOrEmptyIsRefusedByItsPath(String spec) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> read(spec))
                .withMessageStartingWith("spec");
    }

    private static Policy read(String spec) {
        return PolicyReader.read(
                Serialization.unmarshal(
                        "metadata: {name: a, namespace: b}\nspec:\n" + spec.indent(2),
                        ConnectivityPolicy.class));
    }

    private static Health health(String rest) {
        return read("workload: {name: a}\n" + rest).health().orElseThrow();
    }

    private static Upstream upstream(String item) {
        return read("workload: {name: a}\nupstreams:\n- " + item).upstreams().getFirst();
    }

    private static Listener.ServicePort service(String name, IntOrString port) {
        return new Listener.ServicePort(name, Optional.ofNullable(port));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
