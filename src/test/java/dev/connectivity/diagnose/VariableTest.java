package dev.connectivity.diagnose;

import static dev.connectivity.testing.ContainerFixture.aContainer;
import static dev.connectivity.testing.DiagnosisFixture.diagnose;
import static dev.connectivity.testing.EvidenceFixture.evidence;
import static dev.connectivity.testing.PodFixture.aPod;
import static dev.connectivity.testing.ServiceFixture.aService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.testing.ContainerFixture;
import dev.connectivity.testing.EvidenceFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableTest {

    private static final String ENV = "spec.template.spec.containers[name=app].env";

    /** Proven on 3001, where the Service storefront's port 80 leads already. */
    private static EvidenceFixture proven(ContainerFixture container, String... listed) {
        return evidence()
                .container(container.port("http", 3001))
                .lists(listed)
                .service(aService("storefront").port("http", 80, 3001))
                .service(aService("auth").selecting(Map.of("app", "auth")).port("http", 8080, 8080))
                .pods(aPod("web-1").ready())
                .refuses(3000)
                .accepts(3001);
    }

    private static List<Finding> findings(EvidenceFixture evidence) {
        return diagnose(evidence).findings();
    }

    private static Finding only(String variable, String value) {
        List<Finding> findings = findings(proven(aContainer().env(variable, value), variable));
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static Fix fixOf(Finding finding) {
        assertThat(finding.fix()).isPresent();
        return finding.fix().orElseThrow();
    }

    @Test
    void anotherNumberIsSetToThePort() {
        Finding finding = only("PORT", "3000");

        assertThat(finding.reason()).isEqualTo(Reason.EnvironmentInconsistent);
        assertThat(finding.observed()).isEqualTo("3000");
        assertThat(fixOf(finding).path()).hasToString(ENV + "[name=PORT].value");
        assertThat(fixOf(finding).value()).isEqualTo("3001");
        assertThat(fixOf(finding).permitted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000/api/auth, http://localhost:3001/api/auth",
        "http://localhost, http://localhost:3001",
        "HTTP://LocalHost:3000/, HTTP://LocalHost:3001/",
        "http://127.0.0.1:3000, http://127.0.0.1:3001",
        "http://127.9.9.9:3000, http://127.9.9.9:3001",
        "http://[::1]:3000/x, http://[::1]:3001/x",
        "http://0.0.0.0:3000, http://0.0.0.0:3001",
        "https://localhost/x, https://localhost:3001/x",
        "ws://localhost:3000/socket, ws://localhost:3001/socket",
        "http://storefront:3000/x, http://storefront/x",
        "http://storefront.shop:3000, http://storefront.shop",
        "http://storefront.shop.svc:8080, http://storefront.shop.svc",
        "http://storefront.shop.svc.cluster.local.:3000/a,"
                + " http://storefront.shop.svc.cluster.local./a",
        "https://storefront, https://storefront:80",
    })
    void aUrlOfOurOwnGetsTheRightPortAndKeepsTheRest(String value, String fixed) {
        Fix fix = fixOf(only("NEXTAUTH_URL", value));

        assertThat(fix.value()).isEqualTo(fixed);
        assertThat(fix.permitted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3001",
                "http://localhost:3001/api",
                "http://storefront",
                "http://storefront:80/x",
                "https://shop.example.com",
                "https://shop.example.com:3000/api",
                "http://10.1.2.3:3000",
                "http://auth:3000",
                "http://storefront.other:3000",
                "http://storefront.shop.svc.example.com:3000",
            })
    void whatIsRightOrPublicIsLeftAlone(String value) {
        assertThat(findings(proven(aContainer().env("APP_URL", value), "APP_URL"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(HOST):3000",
                "http://localhost:$(PORT)",
                "web",
                "localhost:3000",
                "",
                "postgres://localhost:5432/x"
            })
    void whatCannotBeReadIsReportedWithoutAFix(String value) {
        Finding finding = only("APP_URL", value);

        assertThat(finding.reason()).isEqualTo(Reason.Undetermined);
        assertThat(finding.fix()).isEmpty();
        assertThat(finding.observed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:hunter2@localhost:3000/x",
                "http://localhost:3000/x?token=hunter2",
                "http://localhost:3000/x#hunter2"
            })
    void aUrlThatMayHoldACredentialIsNeitherShownNorFixed(String value) {
        Finding finding = only("NEXTAUTH_URL", value);

        assertThat(finding.reason()).isEqualTo(Reason.EnvironmentInconsistent);
        assertThat(finding.observed()).isEqualTo("http://localhost:3000");
        assertThat(finding.fix()).isEmpty();
        assertThat(finding.toString()).doesNotContain("hunter2", "/x");
    }

    @Test
    void theUrlOfAServiceThatIsCorrectedInTheSameGoGetsItsPort() {
        List<Finding> findings =
                findings(
                        evidence()
                                .container(
                                        aContainer()
                                                .port("http", 3001)
                                                .env("NEXTAUTH_URL", "http://storefront:3000"))
                                .lists("NEXTAUTH_URL")
                                .service(aService("storefront").port("http", 8080, 3000))
                                .pods(aPod("web-1").ready())
                                .refuses(3000)
                                .accepts(3001));

        assertThat(findings)
                .extracting(Finding::reason)
                .containsExactly(Reason.PortMismatch, Reason.EnvironmentInconsistent);
        assertThat(fixOf(findings.getLast()).value()).isEqualTo("http://storefront:8080");
    }

    @Test
    void anAbsentPortIsAdded() {
        Finding finding = findings(proven(aContainer(), "PORT")).getFirst();

        assertThat(finding.reason()).isEqualTo(Reason.EnvironmentInconsistent);
        assertThat(fixOf(finding).path()).hasToString(ENV + "[name=PORT]");
        assertThat(fixOf(finding).value()).isEqualTo(Map.of("name", "PORT", "value", "3001"));
        assertThat(fixOf(finding).permitted()).isTrue();
    }

    @Test
    void anAbsentPortThatEnvFromMaySetIsOnlyProposed() {
        Finding finding =
                findings(proven(aContainer().allEnvFromConfigMap("settings"), "PORT")).getFirst();

        assertThat(fixOf(finding).permitted()).isFalse();
    }

    @Test
    void anyOtherAbsentVariableIsOnlyReported() {
        assertThat(findings(proven(aContainer(), "NEXTAUTH_URL")))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.EnvironmentInconsistent);
                            assertThat(finding.fix()).isEmpty();
                        });
    }

    @Test
    void anEmptyPortIsSet() {
        assertThat(fixOf(only("PORT", "")).value()).isEqualTo("3001");
    }

    @Test
    void aVariableFromASecretIsNeverChanged() {
        Finding port =
                findings(proven(aContainer().envFromSecret("PORT", "web", "port"), "PORT"))
                        .getFirst();
        Finding url =
                findings(proven(aContainer().envFromSecret("APP_URL", "web", "url"), "APP_URL"))
                        .getFirst();

        assertThat(fixOf(port).permitted()).isFalse();
        assertThat(url.fix()).isEmpty();
    }

    @Test
    void aVariableThatIsThereTwiceIsOnlyReported() {
        ContainerFixture twice = aContainer().env("PORT", "3000").env("PORT", "3001");

        assertThat(findings(proven(twice, "PORT")).getFirst().fix()).isEmpty();
    }

    @Test
    void aVariableThatIsNotListedIsLeftAlone() {
        assertThat(findings(proven(aContainer().env("PORT", "3000")))).isEmpty();
    }

    @Test
    void theTrueContainerPortIsAddedAlongWithAnotherFixOnly() {
        EvidenceFixture other =
                evidence()
                        .container(aContainer().port("http", 3000).env("PORT", "3000"))
                        .pods(aPod("web-1").ready())
                        .refuses(3000)
                        .accepts(3001);

        assertThat(findings(other)).isEmpty();
        assertThat(findings(other.lists("PORT")).getLast())
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.PortMismatch);
                            assertThat(fixOf(finding).path())
                                    .hasToString(
                                            "spec.template.spec.containers[name=app].ports[containerPort=3001,protocol=TCP]");
                            assertThat(fixOf(finding).value())
                                    .isEqualTo(Map.of("containerPort", 3001, "protocol", "TCP"));
                        });
    }

    @Test
    void theTemplateIsNotJudgedBeforeAllOfItWasAsked() {
        assertThat(
                        findings(
                                evidence()
                                        .container(
                                                aContainer().port("http", 3000).env("PORT", "3000"))
                                        .lists("PORT")
                                        .pods(aPod("web-1").ready())
                                        .accepts(3001)))
                .isEmpty();
    }
}
