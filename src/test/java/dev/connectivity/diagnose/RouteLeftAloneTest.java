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
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteLeftAloneTest {

    @Test
    void onlyTimeoutsAreUndeterminedAndNothingIsFixed() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .container(aContainer().env("PORT", "3000"))
                                .lists("PORT")
                                .service(aService("storefront").port("http", 80, 3000))
                                .pods(aPod("web-1").ready())
                                .timesOut(3000, 3001));

        assertThat(diagnosis.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.Undetermined);
                            assertThat(finding.message())
                                    .contains("the kubelet finds them ready", "NetworkPolicy");
                        });
        assertThat(fixes(diagnosis)).isEmpty();
        assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
    }

    @Test
    void silenceWhereTrafficIsSentIsNoProof() {
        Diagnosis diagnosis = diagnose(moved().timesOut(3000));

        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.Undetermined);
        assertThat(fixes(diagnosis)).isEmpty();
    }

    @Test
    void aMetricsPortThatAcceptsIsLeftAlone() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(
                                        aService("storefront")
                                                .port("http", 80, 3000)
                                                .port("admin", 9090, 9090))
                                .pods(aPod("web-1"))
                                .refuses(3000)
                                .accepts(3001, 9090));

        assertThat(fixes(diagnosis))
                .containsExactly("spec.ports[port=80,protocol=TCP].targetPort := 3001");
    }

    @Test
    void aMetricsPortThatRefusesIsLeftAlone() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(
                                        aService("storefront")
                                                .port("http", 80, 3000)
                                                .port("metrics", 9090, 9090))
                                .pods(aPod("web-1"))
                                .refuses(3000, 9090)
                                .accepts(3001));

        assertThat(fixes(diagnosis))
                .containsExactly("spec.ports[port=80,protocol=TCP].targetPort := 3001");
    }

    /** The answer that is out may say that another port was left, or that more than one was. */
    @Test
    void aPortIsNotGuessedBeforeAllThatMayBeMeantWereAsked() {
        assertThat(
                        fixes(
                                diagnose(
                                        evidence()
                                                .service(
                                                        aService("storefront")
                                                                .port("http", 80, 3000)
                                                                .port("admin", 81, 3005))
                                                .pods(aPod("web-1"))
                                                .refuses(3005)
                                                .accepts(3001))))
                .isEmpty();
        assertThat(fixes(diagnose(moved().service(aService("other").port("http", 80, 3005)))))
                .isEmpty();
    }

    @Test
    void anotherContainersPortIsLeftAlone() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, 8080))
                                .pods(
                                        aPod("web-1")
                                                .with(
                                                        aContainer()
                                                                .named("proxy")
                                                                .port("proxy", 8080)))
                                .refuses(8080)
                                .accepts(3001));

        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void aUdpPortIsLeftAlone() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").udpPort("dns", 53, 5353))
                                .pods(aPod("web-1"))
                                .accepts(3001));

        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.wanted()).extracting(PodPort::port).doesNotContain(5353);
    }

    @Test
    void severalFailingPortsOfOneServiceAreTheUsersToChooseFrom() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(
                                        aService("storefront")
                                                .port("http", 80, 3000)
                                                .port("admin", 81, 4000))
                                .pods(aPod("web-1"))
                                .refuses(3000, 4000)
                                .accepts(3001));

        assertThat(fixes(diagnosis)).isEmpty();
        assertThat(diagnosis.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.Undetermined);
                            assertThat(finding.subject().kind()).isEqualTo(Kind.Service);
                            assertThat(finding.message())
                                    .contains(
                                            "port http (80) to 3000, port admin (81) to 4000",
                                            "spec.listener.services");
                        });
    }

    @Test
    void aSecondFailingPortBesideOneThatLeadsToTheListenerIsLeftAlone() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(
                                        aService("storefront")
                                                .port("http", 80, 3001)
                                                .port("admin", 81, 4000))
                                .pods(aPod("web-1").ready())
                                .refuses(4000)
                                .accepts(3001));

        assertThat(fixes(diagnosis)).isEmpty();
        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.Undetermined);
        assertThat(diagnosis.reach()).isEqualTo(Reach.Yes);
    }

    @Test
    void servicesThatLeadToDifferentFailingPortsAreTheUsersToChooseFrom() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(aService("storefront").port("http", 80, 3000))
                                .service(aService("storefront-admin").port("http", 80, 4000))
                                .pods(aPod("web-1"))
                                .refuses(3000, 4000)
                                .accepts(3001));

        assertThat(fixes(diagnosis)).isEmpty();
    }

    @Test
    void aNamedPortThatLeadsElsewhereAndAcceptsIsOnlyProposed() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .names("storefront", "http")
                                .service(aService("storefront").port("http", 80, 3000))
                                .pods(aPod("web-1").ready())
                                .accepts(3000, 3001));

        assertThat(diagnosis.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.Undetermined);
        assertThat(fixes(diagnosis))
                .containsExactly("spec.ports[port=80,protocol=TCP].targetPort := 3001 (proposed)");
    }

    @Test
    void aServiceThatThePolicyDoesNotNameIsLeftAlone() {
        Diagnosis diagnosis =
                diagnose(moved().names("other").service(aService("other").port("http", 80, 3001)));

        assertThat(fixes(diagnosis)).isEmpty();
    }

    @Test
    void aServiceOfAnotherWorkloadIsLeftAlone() {
        Diagnosis diagnosis =
                diagnose(
                        evidence()
                                .service(
                                        aService("api")
                                                .selecting(Map.of("app", "api"))
                                                .port("http", 80, 3000))
                                .pods(aPod("web-1"))
                                .refuses(3000)
                                .accepts(3001));

        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void aSidecarThatTakesEveryConnectionLeavesEverythingUndetermined() {
        var sidecars =
                List.of(
                        aPod("web-1").with(aContainer().named("istio-proxy")),
                        aPod("web-1").withInit(aContainer().named("linkerd-proxy")),
                        aPod("web-1").annotated("sidecar.istio.io/status", "{}"),
                        aPod("web-1").annotated("linkerd.io/proxy-version", "2"));
        for (var pod : sidecars) {
            Diagnosis diagnosis =
                    diagnose(
                            evidence()
                                    .container(aContainer().env("PORT", "3000"))
                                    .lists("PORT")
                                    .service(aService("storefront").port("http", 80, 3000))
                                    .pods(pod)
                                    .accepts(3000, 3001));

            assertThat(diagnosis.findings())
                    .extracting(Finding::reason)
                    .containsExactly(Reason.Undetermined);
            assertThat(fixes(diagnosis)).isEmpty();
            assertThat(diagnosis.reach()).isEqualTo(Reach.Unknown);
        }
    }
}
