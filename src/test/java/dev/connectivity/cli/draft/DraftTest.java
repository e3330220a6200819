package dev.connectivity.cli.draft;

import static dev.connectivity.testing.ContainerFixture.aContainer;
import static dev.connectivity.testing.ContainerFixture.httpProbe;
import static dev.connectivity.testing.EvidenceFixture.moved;
import static dev.connectivity.testing.PodFixture.aPod;
import static dev.connectivity.testing.ServiceFixture.aService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.diagnose.Way;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.policy.Upstream;
import dev.connectivity.testing.ContainerFixture;
import dev.connectivity.testing.EvidenceFixture;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {

    @Test
    void ofTheIncidentItClaimsThePortThatAnswersAndTheServiceThatMissesIt() {
        String draft =
                draft(
                        aContainer()
                                .env("PORT", "3000")
                                .env("NEXTAUTH_URL", "http://localhost:3000")
                                .env("LOG", "info")
                                .readiness(httpProbe("/api/health", 3000)));
        Policy policy = read(draft);

        assertThat(policy.listener())
                .hasValueSatisfying(
                        listener -> {
                            assertThat(listener.port()).isEqualTo(3001);
                            assertThat(listener.env()).containsExactly("PORT", "NEXTAUTH_URL");
                            assertThat(listener.services())
                                    .singleElement()
                                    .satisfies(
                                            it -> {
                                                assertThat(it.name()).isEqualTo("storefront");
                                                assertThat(it.port().orElseThrow().getStrVal())
                                                        .isEqualTo("http");
                                            });
                        });
        assertThat(policy.health().orElseThrow().readiness().orElseThrow().path())
                .contains("/api/health");
        assertThat(draft)
                .contains("port: 3001 # accepts everywhere")
                .contains("- PORT # now 3000")
                .contains("- NEXTAUTH_URL # now http://localhost:3000")
                .contains("# selects the pods; port http (80) leads to 3000");
    }

    @Test
    void aDatabaseIsNamedByItsSecretAndKey() {
        String draft = draft(aContainer().envFromSecret("DATABASE_URL", "storefront-db", "url"));
        Policy policy = read(draft);

        assertThat(policy.secrets()).containsExactly("storefront-db");
        assertThat(policy.database().orElseThrow().engine()).isEqualTo(Engine.PostgreSQL);
        assertThat(policy.database().orElseThrow().source())
                .isInstanceOf(Database.Source.Url.class);
        assertThat(draft).contains("engine: PostgreSQL # a guess: the Secret's value was not read");
    }

    @Test
    void aDatabaseInPartsIsPutTogether() {
        Policy policy =
                read(
                        draft(
                                aContainer()
                                        .env("MYSQL_HOST", "db.example.test")
                                        .env("MYSQL_PORT", "3307")
                                        .env("MYSQL_DATABASE", "shop")
                                        .envFromSecret("MYSQL_USER", "db", "user")
                                        .envFromSecret("MYSQL_PASSWORD", "db", "password")));

        assertThat(policy.database().orElseThrow().engine()).isEqualTo(Engine.MySQL);
        assertThat(policy.database().orElseThrow().source())
                .isInstanceOfSatisfying(
                        Database.Source.Parts.class,
                        parts -> {
                            assertThat(parts.host()).isEqualTo("db.example.test");
                            assertThat(parts.port()).isEqualTo(3307);
                            assertThat(parts.username().key()).isEqualTo("user");
                        });
    }

    @Test
    void urlsInVariablesBecomeUpstreamsUnderNamesOfTheirOwn() {
        Policy policy =
                read(
                        draft(
                                aContainer()
                                        .env("CHATBOT_URL", "https://chat.example.test/embed")
                                        .env("CHATBOT_API_URL", "https://api.example.test")
                                        .env("REDIS_URL", "redis://cache:6379")));

        assertThat(policy.upstreams())
                .extracting(Upstream::name)
                .containsExactly("chatbot", "chatbot-2", "redis");
        assertThat(policy.upstreams())
                .extracting(it -> it.url().toString())
                .containsExactly(
                        "https://chat.example.test/embed",
                        "https://api.example.test",
                        "redis://cache:6379");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DATABASE_URL | postgresql://shop:hunter22@db/shop     | put it into a Secret
                    API_URL      | https://a:hunter22@api.example.test    | login or query is left out
                    API_URL      | https://api.example.test/?key=hunter22 | login or query is left out
                    CACHE_URL    | redis://:hunter22@cache:6379/2         | left out
                    NEXTAUTH_URL | https://shop.example.test              | own public address
                    HOME_URL     | https://www.shop.test/                 | own public address
                    QUEUE_URL    | kafka://localhost:9092                 | leads back into the pod
                    """)
    void whatMayHoldACredentialOrIsNoDependencyIsLeftOutAndSaid(
            String name, String value, String words) {
        String draft = draft(aContainer().env(name, value));

        assertThat(draft).contains(words).doesNotContain("hunter22");
        assertThat(read(draft).listener()).isPresent();
    }

    @Test
    void aPortOfAServiceThatCouldNotBeToldApartIsNotNamed() {
        List<Way> ways =
                Way.of(
                        EvidenceFixture.evidence()
                                .service(
                                        aService("storefront")
                                                .port("web", 80, 3000)
                                                .port("admin", 81, 3005))
                                .pods(aPod("web-1"))
                                .refuses(3000, 3005)
                                .accepts(3001)
                                .build());
        String draft = Draft.of(subject(aContainer().build(), ways, true));

        assertThat(draft).contains("# services: several ports of one Service could be meant");
        assertThat(read(draft).listener().orElseThrow().services()).isEmpty();
    }

    @Test
    void aPortThatIsNotProvenIsMarked() {
        assertThat(Draft.of(subject(aContainer().build(), List.of(), false)))
                .contains("port: 3001 # NOT PROVEN: accepts everywhere")
                .contains("# services: no Service selects the pods");
    }

    private static String draft(ContainerFixture container) {
        return Draft.of(subject(container.build(), Way.of(moved().build()), true));
    }

    private static Draft.Subject subject(Container container, List<Way> ways, boolean proven) {
        return new Draft.Subject(
                "shop",
                "storefront",
                container,
                true,
                3001,
                "accepts everywhere",
                proven,
                ways,
                Set.of("www.shop.test"));
    }

    private static Policy read(String draft) {
        return PolicyReader.read(Serialization.unmarshal(draft, ConnectivityPolicy.class));
    }
}
