package dev.connectivity.diagnose;

import static dev.connectivity.testing.ContainerFixture.aContainer;
import static dev.connectivity.testing.EvidenceFixture.evidence;
import static dev.connectivity.testing.EvidenceFixture.moved;
import static dev.connectivity.testing.PodFixture.aPod;
import static dev.connectivity.testing.ServiceFixture.aService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.diagnose.Guess.Basis;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuessTest {

    @Test
    void thePortThatAcceptsOnEveryPodIsTaken() {
        assertThat(Guess.of(moved().claims(3000).build()))
                .contains(new Guess(3001, Basis.Nobody, List.of()));
    }

    @Test
    void onePodThatRefusesIsEnoughToDoubt() {
        assertThat(Guess.of(moved().claims(3000).refuses("web-2", 3001).build())).isEmpty();
    }

    @Test
    void whereAServiceSendsTrafficComesBeforeWhatTheContainerNamesAndThatBeforeOthers() {
        var scene =
                evidence()
                        .claims(1)
                        .container(aContainer().env("PORT", "4000"))
                        .service(aService("storefront").port("http", 80, 8080))
                        .pods(aPod("web-1"))
                        .accepts(3000, 4000, 8080);

        assertThat(Guess.of(scene.build()))
                .contains(new Guess(8080, Basis.Service, List.of(4000, 3000)));
    }

    @Test
    void portsKeptForMetricsOrDeclaredByAnotherContainerAreNotMeant() {
        var scene =
                evidence()
                        .claims(1)
                        .container(aContainer().port("metrics", 9464))
                        .pods(aPod("web-1").with(aContainer().named("proxy").port("admin", 9901)))
                        .accepts(9464, 9901);

        assertThat(Guess.of(scene.build())).isEmpty();
    }

    @Test
    void theUsualPortsAreAskedOnEveryPodThatWasAsked() {
        Set<PodPort> asked =
                Set.of(new PodPort("a", "10.0.0.1", 3000), new PodPort("b", "10.0.0.2", 3000));

        assertThat(Guess.more(asked, List.of(7777)))
                .contains(
                        new PodPort("a", "10.0.0.1", 7777),
                        new PodPort("b", "10.0.0.2", 3001),
                        new PodPort("a", "10.0.0.1", 8080))
                .doesNotContainAnyElementsOf(asked);
    }
}
