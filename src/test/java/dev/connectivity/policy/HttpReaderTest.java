package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.TlsSpec.StartTls;
import dev.connectivity.policy.RequestHeader.Source;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.Tls;
import dev.connectivity.testing.HttpFixtures;
import dev.connectivity.testing.Policies;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReaderTest {

    @Test
    void whatIsDeclaredOfRequestAndAnswerHolds() {
        Http http =
                HttpFixtures.http(
                        "headers: [{name: K, valueFrom: {secret: keys, key: api}}, {name: Origin,"
                                + " value: 'https://a'}], responseHeaders: [{name: X-A, contains:"
                                + " B}], body: {notContains: Error}, followRedirects: 2,"
                                + " maxLatency: 1s");
        assertThat(http.headers())
                .containsExactly(
                        new RequestHeader("K", new Source.Secret(new SecretKey("keys", "api"))),
                        new RequestHeader("Origin", new Source.Text("https://a")));
        assertThat(http.responseHeaders())
                .containsExactly(new HeaderDemand("x-a", new HeaderDemand.Check.Contains("b")));
        assertThat(http.body()).contains(new BodyDemand.Lacks("Error"));
        assertThat(http.followRedirects()).isEqualTo(2);
        assertThat(http.maxLatency()).contains(Duration.ofSeconds(1));
        assertThat(http.byStatusAlone()).isFalse();
        assertThat(HttpFixtures.http("status: ['200']").byStatusAlone()).isTrue();
    }

    @Test
    void theSameExpressionIsTheSameDeclaration() {
        String declared = "body: {matches: 'a|b'}";
        assertThat(HttpFixtures.http(declared)).isEqualTo(HttpFixtures.http(declared));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a", "*", "a(?=b)", "[z-a]"})
    void whatRe2DoesNotReadIsRefusedWithoutRepeatingIt(String expression) {
        assertThatThrownBy(() -> HttpFixtures.http("body: {matches: '" + expression + "'}"))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("spec.upstreams[0].probe.http.body.matches: " + Demands.BODY_SYNTAX);
    }

    @Test
    void whatIsDeclaredOfTlsHolds() {
        Policy policy =
                Policies.read(
                        "workload: {name: w}, secrets: [ca, me], upstreams: [{name: a, url:"
                                + " 'tls://a:25', probe: {tls: {ca: {secret: ca, key: k},"
                                + " clientCertificate: {secret: me}, serverName: b.test, startTls:"
                                + " PostgreSQL, expiryWarning: 0s}}}]");
        assertThat(policy.upstreams().getFirst().tls())
                .isEqualTo(
                        new Tls(
                                Optional.of(new SecretKey("ca", "k")),
                                Optional.of("me"),
                                Optional.of("b.test"),
                                Optional.of(StartTls.PostgreSQL),
                                Duration.ZERO));
        assertThat(policy.upstreams().getFirst().scheme()).isEqualTo(Scheme.TLS);
    }
}
