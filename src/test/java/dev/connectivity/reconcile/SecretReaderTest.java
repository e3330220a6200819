package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.TestClock;
import dev.connectivity.watch.Questions;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class SecretReaderTest {

    private static final String BY_URL =
            "workload: {name: w}, secrets: [db], database: {engine: PostgreSQL, url: {secret: db,"
                    + " key: URL}}";
    private static final String BY_PARTS =
            "workload: {name: w}, secrets: [db], database: {engine: PostgreSQL, host: pg, name:"
                + " shop, username: {secret: db, key: USER}, password: {secret: db, key: PASS}}";

    KubernetesClient client;
    KubernetesMockServer server;

    private final TestClock clock = new TestClock();
    private SecretReader reader;

    @BeforeEach
    void begin() {
        reader = new SecretReader(client, clock);
    }

    @Test
    void aBurstOfPassesCostsOneRequestAndAChangeIsSeenAfterIt() {
        secret(Map.of("USER", "u", "PASS", "old"));
        int before = server.getRequestCount();
        for (int pass = 0; pass < 20; pass++) {
            assertThat(resolve(BY_PARTS).database()).isPresent();
        }
        assertThat(server.getRequestCount()).isEqualTo(before + 1);
        Questions.Resolved old = resolve(BY_PARTS);

        client.secrets()
                .inNamespace("shop")
                .withName("db")
                .edit(
                        it ->
                                new SecretBuilder(it)
                                        .addToData(
                                                "PASS",
                                                Base64.getEncoder()
                                                        .encodeToString(
                                                                "new"
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)))
                                        .build());
        assertThat(resolve(BY_PARTS)).isEqualTo(old);
        clock.advance(SecretReader.LIFETIME);
        assertThat(resolve(BY_PARTS)).isNotEqualTo(old);
    }

    @Test
    void aSecretThatWasNotThereIsFoundSoonAfterItIsMade() {
        assertThat(problem(BY_URL)).isEqualTo(Reason.SecretNotFound);
        secret(Map.of("URL", "postgresql://u:p@pg/shop"));
        clock.advance(SecretReader.LIFETIME);
        assertThat(resolve(BY_URL).database()).isPresent();
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        assertThat(problem(BY_URL)).isEqualTo(Reason.SecretNotFound);
    }

    @Test
    void aKeyThatIsNotThereIsNamed() {
        secret(Map.of("OTHER", "x"));
        assertThat(problem(BY_URL)).isEqualTo(Reason.SecretKeyMissing);
        assertThat(problem(BY_PARTS)).isEqualTo(Reason.SecretKeyMissing);
    }

    @Test
    void aMalformedUrlIsNamedAndNotRepeated() {
        secret(Map.of("URL", "mysql://u:s3cret@db"));
        assertThat(resolve(BY_URL).toString())
                .contains("SecretValueMalformed", "postgresql://")
                .doesNotContain("s3cret");
    }

    @Test
    void aUrlAndPartsLeadToTheSameQuestion() {
        secret(
                Map.of(
                        "URL", "postgresql://u:p@pg/shop?sslmode=require",
                        "USER", "u",
                        "PASS", "p\n"));
        var byParts = BY_PARTS.replace("host: pg", "host: pg, tls: Require");
        assertThat(resolve(byParts)).isEqualTo(resolve(BY_URL));
        assertThat(resolve(BY_URL).database()).isPresent();
    }

    private void secret(Map<String, String> texts) {
        var secret =
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("db")
                        .withNamespace("shop")
                        .endMetadata();
        texts.forEach(
                (key, text) ->
                        secret.addToData(
                                key,
                                Base64.getEncoder()
                                        .encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        client.resource(secret.build()).create();
    }

    private Reason problem(String spec) {
        return resolve(spec).problems().getFirst().reason();
    }

    private Questions.Resolved resolve(String spec) {
        return new Questions(reader).resolve(Policies.read(spec));
    }
}
