package dev.connectivity.diagnose.pool;

import static dev.connectivity.testing.PoolFixture.aPool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.testing.PoolFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolDiagnoserTest {

    private static final String ENV = "spec.template.spec.containers[name=app].env[name=%s]";

    @Test
    void poolsThatDoNotFitAreFoundWithTheArithmeticAndTheSizeThatFits() {
        Finding finding = aPool().finding();

        assertThat(finding.reason()).isEqualTo(Reason.DatabasePoolOverBudget);
        assertThat(finding.subject().display()).isEqualTo("Deployment/storefront");
        assertThat(finding.message())
                .isEqualTo(
                        "4 pods (3 replicas and 1 more during a rollout) with 20 connections each"
                                + " may open 80, and may hold 29: 80 % of the server's 37 usable"
                                + " ones (40, less 3 reserved). 7 for each pod fit. Set"
                                + " connection_limit=7 in DATABASE_URL.");
        assertThat(finding.observed()).isEqualTo("$(DB_URL)?connection_limit=20");
        assertThat(finding.expected()).isEqualTo("$(DB_URL)?connection_limit=7");
        Fix fix = finding.fix().orElseThrow();
        assertThat(fix.path()).hasToString(ENV.formatted("DATABASE_URL") + ".value");
        assertThat(fix.permitted()).isTrue();
    }

    @Test
    void whatFitsIsLeftAlone() {
        assertThat(
                        aPool().env("[{name: DATABASE_URL, value: '$(DB_URL)?connection_limit=7'}]")
                                .findings())
                .isEmpty();
        assertThat(aPool().server(Optional.of(PoolFixture.server(200, 3))).findings()).isEmpty();
    }

    @Test
    void nothingIsSaidOfAServerThatWasNotSeen() {
        assertThat(aPool().server(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void aWorkloadWithoutPodsNeedsNothing() {
        assertThat(aPool().deployment("replicas: 0").findings()).isEmpty();
        assertThat(PoolDiagnoser.demand(aPool().deployment("replicas: 0").evidence())).isEmpty();
    }

    @Test
    void anAutoscalersMaximumCounts() {
        assertThat(aPool().autoscaledTo(10).finding().message())
                .startsWith("13 pods (10 at the autoscaler's maximum and 3 more during a rollout)");
        assertThat(PoolDiagnoser.demand(aPool().autoscaledTo(10).evidence())).hasValue(260);
    }

    @Test
    void morePodsThanConnectionsAreNothingThatASizeMends() {
        Finding finding = aPool().autoscaledTo(100).finding();

        assertThat(finding.message()).contains("Even one for each pod is too many");
        assertThat(finding.fix()).isEmpty();
    }

    @Test
    void neighboursOfTheNamespaceAreNamedAsNumbers() {
        assertThat(aPool().neighbour(true, 12, "80").finding().message())
                .contains("25: 80 %")
                .contains("shared with 1 more policies of this namespace that may open 12");
    }

    @Test
    void otherNamespacesAreWarnedOfAndPatchNothing() {
        List<Finding> findings =
                aPool().env("[{name: DATABASE_URL, value: '$(DB_URL)?connection_limit=7'}]")
                        .neighbour(false, 12, "80")
                        .findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().reason()).isEqualTo(Reason.DatabasePoolOverBudget);
        assertThat(findings.getFirst().subject().kind()).isEqualTo(Kind.ConnectivityPolicy);
        assertThat(findings.getFirst().fix()).isEmpty();
        assertThat(findings.getFirst().message())
                .startsWith("1 policies of other namespaces may open 12 connections")
                .contains("with the 28 of this namespace that is more than its 37");
    }

    @Test
    void aServerAlmostWithoutConnectionsIsWarnedOf() {
        Finding finding =
                aPool().env("[{name: DATABASE_URL, value: '$(DB_URL)?connection_limit=7'}]")
                        .nearlyExhausted()
                        .finding();

        assertThat(finding.reason()).isEqualTo(Reason.DatabaseConnectionsExhausted);
        assertThat(finding.fix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, &, ?", "false, ?, &"})
    void theSecretsUrlTellsWhatFollowsIt(boolean query, String right, String wrong) {
        String env =
                "[{name: DB_URL, valueFrom: {secretKeyRef: {name: db, key: URL}}}, {name:"
                        + " DATABASE_URL, value: '$(DB_URL)%s'}]";

        assertThat(
                        aPool().pool("framework: Prisma, size: 20")
                                .env(env.formatted(""))
                                .urlHasQuery(Optional.of(query))
                                .finding()
                                .expected())
                .isEqualTo("$(DB_URL)" + right + "connection_limit=7");
        assertThat(
                        aPool().env(env.formatted(wrong + "connection_limit=20"))
                                .urlHasQuery(Optional.of(query))
                                .finding()
                                .expected())
                .isEqualTo("$(DB_URL)" + right + "connection_limit=7");
    }

    @Test
    void whatFollowsAnotherSecretsUrlIsKeptAndElseNotGuessed() {
        String env =
                "[{name: OTHER, valueFrom: {secretKeyRef: {name: other, key: URL}}}, {name:"
                        + " DATABASE_URL, value: '$(OTHER)%s'}]";

        assertThat(aPool().env(env.formatted("&connection_limit=20")).finding().expected())
                .isEqualTo("$(OTHER)&connection_limit=7");
        assertThat(
                        aPool().pool("framework: Prisma, size: 20")
                                .env(env.formatted(""))
                                .finding()
                                .fix())
                .isEmpty();
    }

    @Test
    void aVariableThatComesFromASecretIsNeverChangedButProposed() {
        Finding finding =
                aPool().pool("framework: Prisma, size: 20, connectTimeout: 15s")
                        .env(
                                "[{name: DATABASE_URL, valueFrom: {secretKeyRef: {name: db, key:"
                                        + " URL}}}]")
                        .finding();

        Fix fix = finding.fix().orElseThrow();
        assertThat(fix.permitted()).isFalse();
        assertThat(fix.value())
                .isEqualTo("$(DATABASE_URL_SECRET)?connection_limit=7&connect_timeout=15");
        assertThat(fix.patch().orElseThrow().toString())
                .contains("$setElementOrder/env=[{name=DATABASE_URL_SECRET}, {name=DATABASE_URL}]")
                .contains("secretKeyRef={name=db, key=URL}");
        assertThat(finding.message()).contains("Before it, define DATABASE_URL_SECRET");
    }

    @Test
    void aCredentialInAVariableIsNeitherChangedNorRepeated() {
        Finding finding =
                aPool().pool("framework: Prisma, size: 20")
                        .env("[{name: DATABASE_URL, value: 'postgresql://shop:hunter2@db/shop'}]")
                        .finding();

        assertThat(finding.fix()).isEmpty();
        assertThat(finding.toString()).doesNotContain("hunter2");
        assertThat(finding.message()).contains("connection_limit=7 in DATABASE_URL by hand");
    }

    @Test
    void aSizeThatCannotBeToldIsAskedFor() {
        Finding finding = aPool().env("[{name: DATABASE_URL, value: $(DB_URL)}]").finding();

        assertThat(finding.reason()).isEqualTo(Reason.Undetermined);
        assertThat(finding.field()).isEqualTo("spec.database.pool.size");
        assertThat(finding.fix()).isEmpty();
    }

    @Test
    void variablesOfAFrameworkAreAddedWhereTheyAreMissing() {
        Finding finding = aPool().pool("framework: SpringBoot").env("[]").finding();

        assertThat(finding.message()).contains("with 10 connections each may open 40");
        assertThat(finding.fix().orElseThrow())
                .isEqualTo(
                        new Fix(
                                finding.fix().orElseThrow().path(),
                                Map.of(
                                        "name",
                                        "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE",
                                        "value",
                                        "7"),
                                true));
    }

    @Test
    void theSpellingThatIsThereIsKept() {
        Finding finding =
                aPool().pool("framework: SpringBoot")
                        .env("[{name: SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE, value: '30'}]")
                        .finding();

        assertThat(finding.field())
                .isEqualTo(ENV.formatted("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE") + ".value");
        assertThat(finding.observed()).isEqualTo("30");
    }

    @Test
    void whatEnvFromMaySetIsProposed() {
        List<Finding> findings =
                aPool().pool("framework: SpringBoot, size: 10")
                        .env("[]")
                        .container("envFrom: [{configMapRef: {name: settings}}]")
                        .findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().fix().orElseThrow().permitted()).isFalse();
    }

    @Test
    void timeoutsAreSetInTheUnitThatTheFrameworkReads() {
        List<Finding> findings =
                aPool().server(Optional.empty())
                        .pool("framework: SpringBoot, acquireTimeout: 15s")
                        .env("[]")
                        .findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().reason()).isEqualTo(Reason.EnvironmentInconsistent);
        assertThat(findings.getFirst().expected()).isEqualTo("15000");
    }

    @Test
    void sizeAndTimeoutsOfAUrlAreOneChange() {
        assertThat(
                        aPool().pool(
                                        "framework: Prisma, connectTimeout: 15s, acquireTimeout:"
                                                + " 10s")
                                .finding()
                                .expected())
                .isEqualTo("$(DB_URL)?connection_limit=7&pool_timeout=10&connect_timeout=15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Django", "Libpq"})
    void whatNoVariableCarriesIsSaidInWords(String framework) {
        Finding finding = aPool().pool("size: 20, framework: " + framework).env("[]").finding();

        assertThat(finding.reason()).isEqualTo(Reason.DatabasePoolOverBudget);
        assertThat(finding.expected()).isEqualTo("7");
        assertThat(finding.fix()).isEmpty();
        assertThat(finding.message()).contains("Set it where the application makes its pool");
    }

    @Test
    void customVariablesAreReadAndWrittenByTheirTemplates() {
        Finding finding =
                aPool().pool("framework: Custom, custom: {DB: 'max={poolSize};x=1'}")
                        .env("[{name: DB, value: 'max=30;x=1'}]")
                        .finding();

        assertThat(finding.message()).contains("with 30 connections each");
        assertThat(finding.expected()).isEqualTo("max=7;x=1");
        assertThat(finding.observed()).isEmpty();
    }

    @Test
    void aPoolThatWasMadeSmallerGrowsAgainAfterADayWithoutChanges() {
        PoolFixture smaller =
                aPool().pool("framework: Prisma, size: 20")
                        .server(Optional.of(PoolFixture.server(200, 3)))
                        .env("[{name: DATABASE_URL, value: '$(DB_URL)?connection_limit=7'}]");

        assertThat(smaller.findings()).isEmpty();
        assertThat(smaller.lastChanged(Duration.ofHours(23)).findings()).isEmpty();
        Finding finding = smaller.lastChanged(Duration.ofHours(24)).finding();
        assertThat(finding.reason()).isEqualTo(Reason.DatabasePoolUnderBudget);
        assertThat(finding.expected()).isEqualTo("$(DB_URL)?connection_limit=20");
    }
}
