package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.api.v1alpha1.TlsSpec.StartTls;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.TlsHandshake;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.TestCertificates;
import dev.connectivity.watch.Questions.Resolved;
import dev.connectivity.watch.Secrets.Reading;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeSecretsTest {

    private static final String CANARY = "c4n4ry";

    private final Map<String, String> held = new HashMap<>();

    @BeforeEach
    void holdAllThatIsNeeded() {
        held.put("ca/ca.crt", TestCertificates.certificatePem(TestCertificates.AUTHORITY));
        held.put("client/tls.crt", TestCertificates.certificatePem(TestCertificates.GOOD));
        held.put("client/tls.key", TestCertificates.keyPem(TestCertificates.GOOD));
        held.put("keys/api", CANARY + "\n");
    }

    @Test
    void aHandshakeIsMadeWithWhatTheSecretsHold() {
        TlsHandshake question =
                (TlsHandshake)
                        ask(
                                "tls://mail:25",
                                "tls: {ca: {secret: ca, key: ca.crt}, clientCertificate: {secret:"
                                        + " client}, serverName: mail.test, startTls: SMTP}");

        assertThat(question.startTls()).contains(StartTls.SMTP);
        assertThat(question.tls().serverName()).contains("mail.test");
        assertThat(question.tls().authority().orElseThrow().certificates()).hasSize(1);
        assertThat(question.tls().identity().orElseThrow().chain()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api/", "wss://api/", "tls://api:443"})
    void everySchemeWithTlsTakesTheOptions(String url) {
        assertThat(ask(url, "tls: {serverName: other.test}").toString()).contains("other.test");
    }

    @Test
    void theSameSecretsMakeTheSameQuestionAndOthersAnother() {
        String probe =
                "tls: {ca: {secret: ca, key: ca.crt}, clientCertificate: {secret: client}}, http:"
                        + " {headers: [{name: K, valueFrom: {secret: keys, key: api}}]}";
        Question before = ask("https://api/", probe);
        assertThat(ask("https://api/", probe)).isEqualTo(before);

        held.put("keys/api", "other");
        assertThat(ask("https://api/", probe)).isNotEqualTo(before);
        holdAllThatIsNeeded();
        held.put("client/tls.crt", TestCertificates.certificatePem(TestCertificates.RSA));
        held.put("client/tls.key", TestCertificates.keyPem(TestCertificates.RSA));
        assertThat(ask("https://api/", probe)).isNotEqualTo(before);
    }

    @Test
    void aHeaderOfASecretIsSentWithoutItsLineEndAndShownNowhere() {
        HttpRequest question =
                (HttpRequest)
                        ask(
                                "https://api/",
                                "http: {headers: [{name: X-Key, valueFrom: {secret: keys, key:"
                                        + " api}}, {name: X-Open, value: here}]}");

        assertThat(question.headers())
                .containsExactly(
                        new Question.Header("X-Key", CANARY, true),
                        new Question.Header("X-Open", "here", false));
        assertThat(question.toString()).doesNotContain(CANARY);
    }

    @Test
    void aMissingSecretIsThatProblem() {
        held.remove("client/tls.key");
        assertThat(problem("tls: {clientCertificate: {secret: client}}"))
                .isEqualTo(new Problem(Reason.SecretKeyMissing, "client/tls.key"));
    }

    @Test
    void whatIsNoPemIsMalformedAndTheMessageNamesItWithoutRepeatingIt() {
        held.put("ca/ca.crt", CANARY);
        assertThat(problem("tls: {ca: {secret: ca, key: ca.crt}}"))
                .isEqualTo(
                        new Problem(
                                Reason.SecretValueMalformed,
                                "Secret ca, key ca.crt holds no usable authority: it holds no"
                                        + " certificate in PEM. Write certificates in PEM."));
        held.put("client/tls.key", CANARY);
        assertThat(problem("tls: {clientCertificate: {secret: client}}").message())
                .startsWith("Secret client, keys tls.crt and tls.key hold no usable client")
                .doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {CANARY + "\r\nX-Other: 1", CANARY + "\u00e9", CANARY + "\u0000"})
    void whatCannotBeAHeaderIsMalformed(String value) {
        held.put("keys/api", value);
        Problem problem =
                problem("http: {headers: [{name: K, valueFrom: {secret: keys, key: api}}]}");
        assertThat(problem.reason()).isEqualTo(Reason.SecretValueMalformed);
        assertThat(problem.message())
                .startsWith("Secret keys, key api cannot be the value of a header")
                .doesNotContain(CANARY);
    }

    private Question ask(String url, String probe) {
        Resolved resolved = resolve(url, probe);
        assertThat(resolved.problems()).isEmpty();
        return resolved.upstreams().get("a");
    }

    private Problem problem(String probe) {
        Resolved resolved = resolve("https://api/", probe);
        assertThat(resolved.upstreams()).isEmpty();
        assertThat(resolved.problems()).hasSize(1);
        return resolved.problems().getFirst();
    }

    private Resolved resolve(String url, String probe) {
        Policy policy =
                Policies.read(
                        "workload: {name: w}, secrets: [ca, client, keys], upstreams: [{name: a,"
                                + " url: '%s', probe: {%s}}]".formatted(url, probe));
        return new Questions(
                        (namespace, key) -> {
                            String name = key.secret() + "/" + key.key();
                            return held.containsKey(name)
                                    ? new Reading.Value(held.get(name))
                                    : new Reading.Missing(
                                            new Problem(Reason.SecretKeyMissing, name));
                        })
                .resolve(policy);
    }
}
