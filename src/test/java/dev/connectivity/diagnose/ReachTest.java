package dev.connectivity.diagnose;

import static dev.connectivity.testing.ContainerFixture.aContainer;
import static dev.connectivity.testing.ContainerFixture.tcpProbe;
import static dev.connectivity.testing.DiagnosisFixture.diagnose;
import static dev.connectivity.testing.EvidenceFixture.NOW;
import static dev.connectivity.testing.EvidenceFixture.evidence;
import static dev.connectivity.testing.EvidenceFixture.failed;
import static dev.connectivity.testing.PodFixture.aPod;
import static dev.connectivity.testing.PodFixture.ipOf;
import static dev.connectivity.testing.ServiceFixture.aService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.policy.Health;
import dev.connectivity.probe.Outcome;
import dev.connectivity.testing.EvidenceFixture;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReachTest {

    private static EvidenceFixture healthy() {
        return evidence()
                .service(aService("storefront").port("http", 80, 3001))
                .pods(aPod("web-1").ready(), aPod("web-2").ready());
    }

    @Test
    void acceptedWhereTrafficIsSentIsReachable() {
        Diagnosis diagnosis = diagnose(healthy().accepts(3001));

        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.reach()).isEqualTo(Reach.Yes);
        assertThat(diagnosis.reason()).isEqualTo(Reason.Reachable);
        assertThat(diagnosis.message()).isEqualTo("3001 accepts on 2 of 2 pods.");
    }

    @Test
    void oneReadyPodThatAcceptsIsEnoughToBeReachable() {
        Diagnosis diagnosis = diagnose(healthy().accepts("web-1", 3001));

        assertThat(diagnosis.reach()).isEqualTo(Reach.Yes);
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void withoutServicesTheClaimedPortDecides() {
        assertThat(diagnose(evidence().pods(aPod("web-1")).accepts(3001)).reach())
                .isEqualTo(Reach.Yes);
    }

    @Test
    void nothingAskedYetIsUnknownAndAsksForAllThatWouldTell() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .container(
                                        aContainer()
                                                .port("http", 3000)
                                                .env("PORT", "4000")
                                                .readiness(tcpProbe(5000)))
                                .declares(
                                        new Health(
                                                6000,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()))
                                .service(aService("storefront").port("http", 80, 7000))
                                .pods(aPod("web-1")));

        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
        assertThat(diagnosis.reason()).isEqualTo(Reason.Undetermined);
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.wanted())
                .extracting(PodPort::port)
                .containsExactlyInAnyOrder(3000, 3001, 4000, 5000, 6000, 7000);
        assertThat(diagnosis.wanted()).extracting(PodPort::podIp).containsOnly(ipOf("web-1"));
        assertThat(diagnosis.wantedHealth()).isEmpty();
    }

    @Test
    void aReadinessPathIsAskedForOnHttpOnly() {
        Health.Check check =
                new Health.Check(
                        Optional.of("/ready"), Duration.ofSeconds(5), Duration.ofSeconds(2), 2);
        Health health = new Health(3001, Optional.of(check), Optional.empty(), Optional.empty());

        assertThat(diagnose(healthy().declares(health)).wantedHealth())
                .containsExactly(
                        new PodPort("web-1", ipOf("web-1"), 3001),
                        new PodPort("web-2", ipOf("web-2"), 3001));
        assertThat(diagnose(healthy().declares(health).speaks(Protocol.HTTPS)).wantedHealth())
                .isEmpty();
    }

    @Test
    void aConnectBeforeTheContainerStartedDoesNotCount() {
        var started = NOW.minusSeconds(10);
        Diagnosis before =
                diagnose(
                        evidence()
                                .pods(aPod("web-1").startedAt(started))
                                .connect(
                                        "web-1",
                                        3001,
                                        new Outcome.Answered(),
                                        started.minusMillis(1)));
        Diagnosis within =
                diagnose(
                        evidence()
                                .pods(aPod("web-1").startedAt(started))
                                .connect(
                                        "web-1",
                                        3001,
                                        new Outcome.Answered(),
                                        started.plusMillis(200)));

        assertThat(before.reach()).isEqualTo(Reach.Unknown);
        assertThat(within.reach()).isEqualTo(Reach.Yes);
    }

    @Test
    void anOldConnectDoesNotCount() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .pods(aPod("web-1"))
                                .connect(
                                        "web-1",
                                        3001,
                                        new Outcome.Answered(),
                                        NOW.minusSeconds(31)));

        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
    }

    @Test
    void aWorkloadScaledToZeroIsUnknownAndAFindingSaysWhy() {
        Diagnosis diagnosis =
                diagnose(evidence().service(aService("storefront").port("http", 80, 3001)));

        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
        assertThat(diagnosis.findings())
                .extracting(Finding::reason, Finding::field)
                .containsExactly(tuple(Reason.Undetermined, "spec.replicas"));
        assertThat(diagnosis.message()).contains("scaled to zero");
    }

    @Test
    void podsThatAreBeingMadeAreUnknownAndSayWhatTheyWaitFor() {
        Diagnosis diagnosis = diagnose(evidence().pods(aPod("web-1").waiting("ImagePullBackOff")));

        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.message()).contains("ImagePullBackOff");
    }

    @Test
    void terminatingAndEndedPodsAreNoPods() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .pods(
                                        aPod("web-1").terminating(),
                                        aPod("web-2").inPhase("Failed"),
                                        aPod("web-3").ready())
                                .accepts("web-3", 3001));

        assertThat(diagnosis.message()).isEqualTo("3001 accepts on 1 of 1 pod.");
    }

    @Test
    void aPodOnTheHostNetworkIsNeverConnectedTo() {
        Diagnosis diagnosis = diagnose(evidence().pods(aPod("web-1").onHostNetwork()));

        assertThat(diagnosis.wanted()).isEmpty();
        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
        assertThat(diagnosis.message()).contains("node's network");
    }

    @Test
    void anUnknownContainerIsSaidWithTheOnesThatExist() {
        Diagnosis diagnosis = diagnose(evidence().namesContainer("wep").pods(aPod("web-1")));

        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
        assertThat(diagnosis.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.field()).isEqualTo("spec.workload.container");
                            assertThat(finding.expected()).isEqualTo("app");
                        });
    }

    @Test
    void aPolicyWithoutListenerHasNothingToDiagnose() {
        assertThat(diagnose(evidence().withoutListener()).reason()).isEqualTo(Reason.NotDeclared);
    }

    @Test
    void aServiceThatIsNamedAndMissingLeavesTheReachOpen() {
        Diagnosis diagnosis = diagnose(healthy().names("storefront").names("gone").accepts(3001));

        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
    }

    @Test
    void otherFailuresThanARefusalAreNoProof() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .pods(aPod("web-1"))
                                .connect(
                                        "web-1",
                                        3001,
                                        failed(Reason.HostUnreachable, ""),
                                        NOW.minusSeconds(1)));

        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.Undetermined);
    }
}
