package dev.connectivity.diagnose;

import static dev.connectivity.testing.ContainerFixture.aContainer;
import static dev.connectivity.testing.DiagnosisFixture.diagnose;
import static dev.connectivity.testing.DiagnosisFixture.fixes;
import static dev.connectivity.testing.EvidenceFixture.evidence;
import static dev.connectivity.testing.EvidenceFixture.moved;
import static dev.connectivity.testing.PodFixture.aPod;
import static dev.connectivity.testing.ServiceFixture.aService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Finding.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortMismatchTest {

    @Test
    void refusedWhereTrafficIsSentAndAcceptedOnThePolicysPortIsPortMismatch() {
        Diagnosis diagnosis = diagnose(moved());

        assertThat(diagnosis.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.PortMismatch);
                            assertThat(finding.subject())
                                    .isEqualTo(new Finding.Subject(Kind.Service, "storefront"));
                            assertThat(finding.observed()).isEqualTo("3000");
                            assertThat(finding.expected()).isEqualTo("3001");
                            assertThat(finding.message())
                                    .contains("3000 refuses and 3001 accepts on 2 of 2 pods");
                        });
        assertThat(fixes(diagnosis))
                .containsExactly("spec.ports[port=80,protocol=TCP].targetPort := 3001");
        assertThat(diagnosis.reach()).isEqualTo(Reach.No);
        assertThat(diagnosis.reason()).isEqualTo(Reason.PortMismatch);
    }

    @Test
    void aNamedTargetPortIsCorrectedByItsNumber() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .container(aContainer().port("http", 3000))
                                .service(aService("storefront").port("web", 80, "http"))
                                .pods(aPod("web-1"))
                                .refuses(3000)
                                .accepts(3001));

        assertThat(fixes(diagnosis))
                .containsExactly("spec.ports[port=80,protocol=TCP].targetPort := 3001");
        assertThat(diagnosis.findings().getFirst().observed()).isEqualTo("http");
    }

    @Test
    void nothingIsProvenUntilEveryRunningPodWasAsked() {
        Diagnosis diagnosis = diagnose(moved().pods(aPod("web-3")));

        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
        assertThat(diagnosis.wanted()).extracting(PodPort::pod).contains("web-3");
    }

    @Test
    void podsThatDisagreeOnTheClaimedPortAreUndetermined() {
        Diagnosis diagnosis = diagnose(moved().refuses("web-2", 3001));

        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.Undetermined);
        assertThat(fixes(diagnosis)).isEmpty();
    }

    @Test
    void allServicesThatLeadToThePortWhichTheProcessLeftAreCorrected() {
        Diagnosis diagnosis =
                diagnose(moved().service(aService("internal").port("web", 8080, 3000)));

        assertThat(fixes(diagnosis))
                .containsExactly(
                        "spec.ports[port=80,protocol=TCP].targetPort := 3001",
                        "spec.ports[port=8080,protocol=TCP].targetPort := 3001");
    }

    @Test
    void aPortThatThePolicyNamesIsCorrectedWhereverItLeads() {
        var services = aService("storefront").port("http", 80, 3000).port("admin", 81, 4000);

        for (Object name : List.of("admin", 81)) {
            Diagnosis diagnosis =
                    diagnose(
                            evidence()
                                    .names("storefront", name)
                                    .service(services)
                                    .pods(aPod("web-1"))
                                    .refuses(3000, 4000)
                                    .accepts(3001));

            assertThat(fixes(diagnosis))
                    .containsExactly("spec.ports[port=81,protocol=TCP].targetPort := 3001");
        }
    }

    @Test
    void anUnresolvableTargetNameIsCorrectedByTheProvenNumber() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, "web"))
                                .pods(aPod("web-1"))
                                .accepts(3001));

        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.TargetPortUnresolvable);
        assertThat(fixes(diagnosis))
                .containsExactly("spec.ports[port=80,protocol=TCP].targetPort := 3001");
        assertThat(diagnosis.reach()).isEqualTo(Reach.No);
    }

    @Test
    void anUnresolvableTargetNameWithoutProofIsOnlyReported() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, "web"))
                                .pods(aPod("web-1"))
                                .refuses(3001));

        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.ListenerNotStarted, Reason.TargetPortUnresolvable);
        assertThat(fixes(diagnosis)).isEmpty();
    }
}
