package dev.connectivity.diagnose;

import static dev.connectivity.testing.ContainerFixture.aContainer;
import static dev.connectivity.testing.ContainerFixture.execProbe;
import static dev.connectivity.testing.ContainerFixture.httpProbe;
import static dev.connectivity.testing.ContainerFixture.tcpProbe;
import static dev.connectivity.testing.DiagnosisFixture.diagnose;
import static dev.connectivity.testing.EvidenceFixture.evidence;
import static dev.connectivity.testing.EvidenceFixture.failed;
import static dev.connectivity.testing.PodFixture.aPod;
import static dev.connectivity.testing.ServiceFixture.aService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.policy.Health;
import dev.connectivity.probe.Outcome;
import dev.connectivity.testing.ContainerFixture;
import dev.connectivity.testing.DiagnosisFixture;
import dev.connectivity.testing.EvidenceFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {

    private static final String CONTAINER = "spec.template.spec.containers[name=app].";
    private static final Outcome GOOD = new Outcome.Answered();

    /** With the numbers that a container's probes have by default. */
    private static Health.Check check(String path) {
        return new Health.Check(
                Optional.ofNullable(path.isEmpty() ? null : path),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                3);
    }

    private static Health readiness(Health.Check check) {
        return new Health(3001, Optional.of(check), Optional.empty(), Optional.empty());
    }

    private static EvidenceFixture proven(ContainerFixture container) {
        return evidence()
                .container(container.port("web", 3001))
                .pods(aPod("web-1"))
                .refuses(3000)
                .accepts(3001);
    }

    private static List<String> fixes(EvidenceFixture evidence) {
        return DiagnosisFixture.fixes(diagnose(evidence)).stream()
                .map(fix -> fix.replace(CONTAINER, ""))
                .toList();
    }

    private static List<Finding> findings(EvidenceFixture evidence) {
        return diagnose(evidence).findings();
    }

    @Test
    void aDeclaredProbeOfAPortThatRefusesIsMoved() {
        assertThat(
                        fixes(
                                proven(aContainer().readiness(httpProbe("/", 3000)))
                                        .declares(readiness(check("/")))
                                        .answersHealth(3001, GOOD)))
                .containsExactly("readinessProbe.httpGet.port := 3001");
        assertThat(
                        fixes(
                                proven(aContainer().readiness(tcpProbe(3000)))
                                        .declares(readiness(check("")))))
                .containsExactly("readinessProbe.tcpSocket.port := 3001");
    }

    @Test
    void aProbeThatThePolicyDoesNotDeclareIsOnlyProposed() {
        EvidenceFixture evidence =
                proven(
                        aContainer()
                                .readiness(httpProbe("/", 3000))
                                .liveness(tcpProbe(3000))
                                .startup(tcpProbe(3000)));

        assertThat(fixes(evidence))
                .containsExactly(
                        "readinessProbe.httpGet.port := 3001 (proposed)",
                        "livenessProbe.tcpSocket.port := 3001 (proposed)",
                        "startupProbe.tcpSocket.port := 3001 (proposed)");
        assertThat(findings(evidence))
                .extracting(Finding::reason)
                .containsOnly(Reason.ProbeInconsistent);
    }

    @Test
    void aNamedProbePortIsResolvedByTheContainersPorts() {
        assertThat(
                        fixes(
                                proven(
                                                aContainer()
                                                        .port("http", 3000)
                                                        .readiness(httpProbe("/", "http")))
                                        .declares(readiness(check("/")))
                                        .answersHealth(3001, GOOD)))
                .containsExactly("readinessProbe.httpGet.port := 3001");
        assertThat(
                        fixes(
                                proven(aContainer().readiness(tcpProbe("gone")))
                                        .declares(readiness(check("")))))
                .containsExactly("readinessProbe.tcpSocket.port := 3001");
    }

    @Test
    void aProbeThatAsksTheRightPortIsLeftAlone() {
        assertThat(findings(proven(aContainer().readiness(tcpProbe("web")).liveness(execProbe()))))
                .isEmpty();
    }

    @Test
    void aProbeOfAnotherPortThatAcceptsIsOnlyProposed() {
        assertThat(
                        fixes(
                                proven(aContainer().readiness(httpProbe("/ok", 8081)))
                                        .declares(readiness(check("/ready")))
                                        .accepts(8081)
                                        .answersHealth(3001, GOOD)))
                .containsExactly(
                        "readinessProbe.httpGet.port := 3001 (proposed)",
                        "readinessProbe.httpGet.path := /ready (proposed)");
    }

    @Test
    void everyDeclaredFieldThatDiffersIsAFixOfItsOwn() {
        Health.Check declared =
                new Health.Check(
                        Optional.of("/ready"), Duration.ofSeconds(5), Duration.ofMillis(1_500), 2);

        assertThat(
                        fixes(
                                proven(aContainer().readiness(httpProbe("/", 3000)))
                                        .declares(readiness(declared))
                                        .answersHealth(3001, GOOD)))
                .containsExactly(
                        "readinessProbe.httpGet.port := 3001",
                        "readinessProbe.httpGet.path := /ready",
                        "readinessProbe.periodSeconds := 5",
                        "readinessProbe.timeoutSeconds := 2",
                        "readinessProbe.failureThreshold := 2");
    }

    @Test
    void aProbeOfAnotherKindIsNeverReplaced() {
        assertThat(
                        fixes(
                                proven(aContainer().readiness(tcpProbe(3001)))
                                        .declares(readiness(check("/ready")))
                                        .answersHealth(3001, GOOD)))
                .singleElement()
                .asString()
                .startsWith("readinessProbe := {httpGet={path=/ready, port=3001}")
                .endsWith("(proposed)");
    }

    @Test
    void aDeclaredProbeThatIsAbsentIsAddedWhole() {
        Health both =
                new Health(
                        3001,
                        Optional.of(check("/ready")),
                        Optional.of(check("")),
                        Optional.empty());
        List<Finding> findings =
                findings(proven(aContainer()).declares(both).answersHealth(3001, GOOD));

        assertThat(findings)
                .extracting(finding -> finding.fix().map(Fix::value))
                .containsExactly(
                        Optional.of(
                                Map.of(
                                        "httpGet", Map.of("path", "/ready", "port", 3001),
                                        "periodSeconds", 10,
                                        "timeoutSeconds", 1,
                                        "failureThreshold", 3)),
                        Optional.of(
                                Map.of(
                                        "tcpSocket", Map.of("port", 3001),
                                        "periodSeconds", 10,
                                        "timeoutSeconds", 1,
                                        "failureThreshold", 3)));
    }

    @Test
    void anAddedProbeOfAnHttpsListenerAsksByHttps() {
        assertThat(
                        fixes(
                                proven(aContainer())
                                        .speaks(Protocol.HTTPS)
                                        .declares(readiness(check("/ready")))))
                .singleElement()
                .asString()
                .contains("{path=/ready, port=3001, scheme=HTTPS}");
    }

    @Test
    void aPathThatWasNotAskedYetHoldsTheTemplateBack() {
        assertThat(findings(proven(aContainer()).declares(readiness(check("/ready"))))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPStatusUnexpected, status 404, HealthEndpointNotFound",
        "HTTPStatusUnexpected, status 500, HealthEndpointFailing",
        "HTTPAuthenticationRejected, status 401, HealthEndpointFailing",
        "HTTPResponseTimeout, '', Undetermined",
        "HTTPProtocolError, '', Undetermined",
    })
    void aPathThatFailsIsReportedAndNotWrittenIntoAProbe(
            Reason reason, String detail, Reason reported) {
        Diagnosis diagnosis =
                diagnose(
                        proven(aContainer())
                                .service(aService("storefront").port("http", 80, 3001))
                                .declares(readiness(check("/ready")))
                                .answersHealth(3001, failed(reason, detail)));

        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(reported, Reason.ProbeInconsistent);
        assertThat(diagnosis.findings().getLast().fix().map(Fix::permitted)).contains(false);
        assertThat(diagnosis.reach()).isEqualTo(Reach.No);
    }

    @ParameterizedTest
    @CsvSource({"60, 2, 30", "7, 1, 7", "601, 5, 121"})
    void aStartupBudgetBecomesAProbeByTcp(int budget, int period, int tries) {
        Health health =
                new Health(
                        3001,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(budget)));

        assertThat(fixes(proven(aContainer()).declares(health)))
                .containsExactly(
                        "startupProbe := {tcpSocket={port=3001}, periodSeconds=%d, failureThreshold=%d}"
                                .formatted(period, tries));
    }

    @Test
    void aPresentStartupProbeGetsItsTriesInItsOwnRhythm() {
        Health health =
                new Health(
                        3001,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(65)));

        assertThat(fixes(proven(aContainer().startup(httpProbe("/", 3001))).declares(health)))
                .containsExactly("startupProbe.failureThreshold := 7");
        assertThat(fixes(proven(aContainer().startup(execProbe())).declares(health))).isEmpty();
    }

    @Test
    void podsThatAreNotReadyForAWrongProbeAreExplainedByIt() {
        Diagnosis diagnosis =
                diagnose(
                        proven(aContainer().readiness(tcpProbe(3000)))
                                .service(aService("storefront").port("http", 80, 3001)));

        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.ProbeInconsistent);
        assertThat(diagnosis.reach()).isEqualTo(Reach.No);
        assertThat(diagnosis.reason()).isEqualTo(Reason.ProbeInconsistent);
    }
}
