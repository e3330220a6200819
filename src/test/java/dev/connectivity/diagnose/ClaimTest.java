package dev.connectivity.diagnose;

import static dev.connectivity.testing.ContainerFixture.aContainer;
import static dev.connectivity.testing.ContainerFixture.httpProbe;
import static dev.connectivity.testing.ContainerFixture.tcpProbe;
import static dev.connectivity.testing.DiagnosisFixture.diagnose;
import static dev.connectivity.testing.EvidenceFixture.evidence;
import static dev.connectivity.testing.PodFixture.aPod;
import static dev.connectivity.testing.ServiceFixture.aService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.testing.ContainerFixture;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static void assertReasons(Diagnosis diagnosis, Reason... reasons) {
        assertThat(diagnosis.findings()).extracting(Finding::reason).containsExactly(reasons);
    }

    private static void assertNothingIsFixed(Diagnosis diagnosis) {
        assertThat(diagnosis.findings()).allSatisfy(finding -> assertThat(finding.fix()).isEmpty());
    }

    @Test
    void acceptedWhereTrafficIsSentAndRefusedOnThePolicysPortIsPolicyPortRefused() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .container(
                                        aContainer()
                                                .env("PORT", "3000")
                                                .port("http", 3000)
                                                .readiness(httpProbe("/", 3000)))
                                .lists("PORT", "NEXTAUTH_URL")
                                .service(aService("storefront").port("http", 80, 3000))
                                .pods(aPod("web-1").ready(), aPod("web-2").ready())
                                .accepts(3000)
                                .refuses(3001));

        assertThat(diagnosis.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.PolicyPortRefused);
                            assertThat(finding.subject())
                                    .isEqualTo(
                                            new Finding.Subject(
                                                    Kind.ConnectivityPolicy, "storefront"));
                            assertThat(finding.field()).isEqualTo("spec.listener.port");
                        });
        assertNothingIsFixed(diagnosis);
        assertThat(diagnosis.reach()).isEqualTo(Reach.Yes);
        assertThat(diagnosis.reason()).isEqualTo(Reason.PolicyPortRefused);
    }

    @Test
    void withoutServicesTheContainersOwnWordsSayWhereTodaysPortIs() {
        List<ContainerFixture> containers =
                List.of(
                        aContainer().port("http", 3000),
                        aContainer().env("PORT", "3000"),
                        aContainer().readiness(tcpProbe(3000)));
        for (ContainerFixture container : containers) {
            Diagnosis diagnosis =
                    diagnose(
                            evidence()
                                    .container(container)
                                    .pods(aPod("web-1"))
                                    .accepts(3000)
                                    .refuses(3001));

            assertReasons(diagnosis, Reason.PolicyPortRefused);
            assertThat(diagnosis.reach()).isEqualTo(Reach.No);
        }
    }

    @Test
    void refusedOnBothIsListenerNotStarted() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, 3000))
                                .pods(aPod("web-1"))
                                .refuses(3000, 3001));

        assertReasons(diagnosis, Reason.ListenerNotStarted);
        assertNothingIsFixed(diagnosis);
        assertThat(diagnosis.message()).contains("3001 refuses on 1 of 1 pod, and so does 3000");
        assertThat(diagnosis.reach()).isEqualTo(Reach.No);
    }

    @Test
    void listenerNotStartedNamesAnOpenPortThatTheContainerNames() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .container(aContainer().port("http", 3000))
                                .service(aService("storefront").port("http", 80, 3001))
                                .pods(aPod("web-1"))
                                .refuses(3001)
                                .accepts(3000));

        assertReasons(diagnosis, Reason.ListenerNotStarted);
        assertThat(diagnosis.message()).contains("3000 accepts: if the process listens there");
    }

    @Test
    void aClaimRefusedWhileTodaysPortWasNotAskedIsNotJudged() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, 3000))
                                .pods(aPod("web-1"))
                                .refuses(3001));

        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
    }

    @Test
    void aClaimRefusedWhileServicesLeadToOpenAndToClosedPortsIsUndetermined() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(
                                        aService("storefront")
                                                .port("http", 80, 3000)
                                                .port("admin", 81, 4000))
                                .pods(aPod("web-1"))
                                .accepts(4000)
                                .refuses(3000, 3001));

        assertReasons(diagnosis, Reason.Undetermined);
        assertNothingIsFixed(diagnosis);
    }

    @Test
    void aRefusalThatTheKubeletDoesNotSeeIsUndetermined() {
        Diagnosis claim =
                diagnose(
                        evidence()
                                .container(aContainer().readiness(tcpProbe(3001)))
                                .pods(aPod("web-1").ready())
                                .refuses(3001));
        Diagnosis traffic =
                diagnose(
                        evidence()
                                .container(aContainer().readiness(tcpProbe(3000)))
                                .service(aService("storefront").port("http", 80, 3000))
                                .pods(aPod("web-1").ready())
                                .refuses(3000)
                                .accepts(3001));

        assertReasons(claim, Reason.Undetermined);
        assertThat(claim.message()).contains("kubelet's readiness probe succeeds there");
        assertReasons(traffic, Reason.Undetermined);
        assertNothingIsFixed(traffic);
    }

    @Test
    void aContainerThatEndedAndWaitsIsProcessCrashing() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, 3001))
                                .pods(aPod("web-1").crashing(1)));

        assertReasons(diagnosis, Reason.ProcessCrashing);
        assertThat(diagnosis.findings().getFirst().observed()).isEqualTo("exit code 1 (Error)");
        assertThat(diagnosis.message())
                .contains("1 of 1 pods", "kubectl logs --namespace shop web-1");
        assertThat(diagnosis.reach()).isEqualTo(Reach.No);
    }

    @Test
    void crashLoopBackOffIsProcessCrashing() {
        assertReasons(
                diagnose(evidence().pods(aPod("web-1").waiting("CrashLoopBackOff"))),
                Reason.ProcessCrashing);
    }

    @Test
    void aCrashBesidePodsThatProveAMismatchDoesNotHideIt() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, 3000))
                                .pods(aPod("web-1"), aPod("web-2").crashing(1))
                                .refuses("web-1", 3000)
                                .accepts("web-1", 3001));

        assertReasons(diagnosis, Reason.ProcessCrashing, Reason.PortMismatch);
        assertThat(diagnosis.message()).contains("1 of 2 pods");
    }

    @Test
    void aNamedServiceThatSelectsOtherPodsIsSelectorMismatch() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .names("storefront")
                                .service(
                                        aService("storefront")
                                                .selecting(Map.of("app", "shop"))
                                                .port("http", 80, 3001))
                                .pods(aPod("web-1"))
                                .accepts(3001));

        assertThat(diagnosis.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.SelectorMismatch);
                            assertThat(finding.observed()).isEqualTo("app=shop");
                            assertThat(finding.expected()).isEqualTo("app=storefront");
                        });
        assertThat(diagnosis.reach()).isEqualTo(Reach.No);
    }

    @Test
    void aNamedServiceWithoutSelectorIsSelectorMismatch() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .names("storefront")
                                .service(
                                        aService("storefront")
                                                .selecting(Map.of())
                                                .port("http", 80, 3001))
                                .pods(aPod("web-1"))
                                .accepts(3001));

        assertReasons(diagnosis, Reason.SelectorMismatch);
    }

    @Test
    void podsThatAcceptAndAreNotReadyAreNoReadyEndpoints() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, 3001))
                                .pods(aPod("web-1"))
                                .accepts(3001));

        assertReasons(diagnosis, Reason.NoReadyEndpoints);
        assertThat(diagnosis.message())
                .contains("3001 accepts on 1 of 1 pod", "the kubelet does not");
        assertThat(diagnosis.reach()).isEqualTo(Reach.No);
    }

    @Test
    void aForeignAddressInASliceIsNoReadyEndpoint() {
        var slice =
                new EndpointSliceBuilder()
                        .withNewMetadata()
                        .addToLabels("kubernetes.io/service-name", "storefront")
                        .endMetadata()
                        .addNewEndpoint()
                        .withAddresses("10.9.9.9")
                        .withNewTargetRef()
                        .withName("web-1")
                        .endTargetRef()
                        .endEndpoint()
                        .build();
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, 3001))
                                .slice(slice)
                                .pods(aPod("web-1"))
                                .accepts(3001));

        assertReasons(diagnosis, Reason.NoReadyEndpoints);
    }
}
