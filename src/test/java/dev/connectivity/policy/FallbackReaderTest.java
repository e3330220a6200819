package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Fallback.Environment;
import dev.connectivity.policy.Fallback.Flag;
import dev.connectivity.policy.Fallback.StandIn;
import dev.connectivity.testing.Examples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackReaderTest {

    @Test
    void aFlagIsLeftOffOnlyAfterAMinuteUnlessItSaysOtherwise() {
        assertThat(read("{type: Flag, flag: chatbot}"))
                .isEqualTo(new Fallback(new Flag("chatbot"), Duration.ofSeconds(60), 6));
        assertThat(read("{type: Flag, flag: chatbot, dwell: 5s, maxSwitchesPerHour: 3}"))
                .isEqualTo(new Fallback(new Flag("chatbot"), Duration.ofSeconds(5), 3));
    }

    @Test
    void aServiceLeadsToAnother() {
        assertThat(
                        read("{type: Service, service: {name: chat, backend: {name: offline, port:"
                                        + " 81}}}")
                                .means())
                .isEqualTo(new Alias("chat", new StandIn("offline", 81)));
    }

    @Test
    void variablesMayBeEmpty() {
        assertThat(read("{type: Environment, env: {CHATBOT: \"\", AVATAR: \"off\"}}").means())
                .isEqualTo(new Environment(new TreeMap<>(Map.of("CHATBOT", "", "AVATAR", "off"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: Flag}",
                "{type: Service, flag: a}",
                "{type: Environment, env: {}}",
                "{type: Flag, flag: a, env: {A: b}}",
            })
    void exactlyTheFieldOfTheTypeIsGiven(String fallback) {
        refused(fallback, Demands.FALLBACK_UNION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LD_PRELOAD",
                "PYTHONPATH",
                "NODE_OPTIONS",
                "GIT_SSH_COMMAND",
                "PATH",
                "ENV"
            })
    void aVariableThatRunsCodeIsRefused(String name) {
        refused(
                "{type: Environment, env: {%s: x}}".formatted(name),
                Demands.HARMLESS_FALLBACK_VARIABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "61m"})
    void dwellIsBounded(String dwell) {
        refused("{type: Flag, flag: a, dwell: %s}".formatted(dwell), Demands.DWELL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://chat.example.test/", "tls://chat:443", "grpc://chat:80"})
    void aServiceStandsInForPlainHttpAndTcpAlone(String url) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(
                        () ->
                                upstream(
                                        url,
                                        "{type: Service, service: {name: a, backend: {name: b,"
                                                + " port: 1}}}"))
                .withMessageContaining(Demands.FALLBACK_SCHEME);
    }

    /** What an older CRD lets pass, the operator refuses in the same words. */
    @ParameterizedTest
    @MethodSource
    void everyInvalidExampleIsRefusedHereToo(Path example) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(
                        () -> PolicyReader.read(Examples.read(example, ConnectivityPolicy.class)))
                .withMessageContaining(Examples.message(example));
    }

    static List<Path> everyInvalidExampleIsRefusedHereToo() {
        return Examples.INVALID.files().stream()
                .filter(file -> file.getFileName().toString().startsWith("fallback-"))
                .toList();
    }

    private static void refused(String fallback, String demand) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> read(fallback))
                .withMessageContaining(demand);
    }

    private static Fallback read(String fallback) {
        return upstream("http://chat.example.test/", fallback);
    }

    private static Fallback upstream(String url, String fallback) {
        return PolicyReader.read(
                        Serialization.unmarshal(
                                """
                                metadata: {name: shop}
                                spec:
                                  workload: {name: storefront}
                                  upstreams:
                                  - {name: chat, url: "%s", fallback: %s}
                                """
                                        .formatted(url, fallback),
                                ConnectivityPolicy.class))
                .upstreams()
                .getFirst()
                .fallback()
                .orElseThrow();
    }
}
