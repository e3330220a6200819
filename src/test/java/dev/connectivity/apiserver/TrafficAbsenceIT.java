package dev.connectivity.apiserver;

import static dev.connectivity.traffic.TrafficKind.VirtualService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Where the kinds that {@code spec.traffic} is written in are not there, or come later. */
class TrafficAbsenceIT extends TrafficScene {

    @Test
    void nothingIsWrittenAndItSaysWhatToInstallUntilTheyCome() {
        withoutTheKindsOf(ISTIO, ENVOY_GATEWAY);
        startTheOperator();
        applyTraffic("Enforce", MESH);
        awaits("ResolvedRefs", "False", "ProviderNotInstalled", "install Istio");
        awaits("Ready", "False", "ProviderNotInstalled", "");
        assertThat(way.writes("networking.istio.io")).isZero();

        install(ISTIO);
        becomesThere(VirtualService, NAME);
        awaits("ResolvedRefs", "True", "Resolved", "");

        applyTraffic("Enforce", "{provider: EnvoyGateway, routes: [storefront]}");
        awaits("ResolvedRefs", "False", "ProviderNotInstalled", "install Envoy Gateway");
        goes(VirtualService, NAME);
    }

    /** A request about these kinds would be lost, and the pass that made it would fail. */
    @Test
    void aPolicyThatDoesNotSpeakOfTrafficAsksForNoneOfThem() {
        way.lose(
                it ->
                        it.contains(".istio.io")
                                || it.contains("envoyproxy")
                                || it.contains("gateway."));
        var running = startTheOperator();
        applyTraffic("Enforce", "");
        awaits("Programmed", "True", "Programmed", "");
        assertThat(running.passes("Failed")).isZero();

        applyTraffic("Enforce", MESH);
        await().atMost(SOON).until(() -> running.passes("Failed") > 0);
    }
}
