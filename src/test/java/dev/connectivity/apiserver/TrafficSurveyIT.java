package dev.connectivity.apiserver;

import static dev.connectivity.traffic.TrafficKind.VirtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.apply.TrafficWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What it costs the API server that resources of other namespaces may be rivals. */
class TrafficSurveyIT extends TrafficScene {

    private static final String ALL = "GET /apis/networking.istio.io/v1/virtualservices";

    @Test
    void oneListServesAllWhoWriteNothing() {
        install(ISTIO);
        AtomicInteger lists = new AtomicInteger();
        way.lose(
                it -> {
                    lists.addAndGet(it.equals(ALL) ? 1 : 0);
                    return false;
                });
        try (KubernetesClient products = way.client(client.getConfiguration())) {
            TrafficWriter writer = new TrafficWriter(products, SOON);
            IntStream.range(0, 100)
                    .parallel()
                    .forEach(_ -> assertThat(writer.listedLately(VirtualService)).isPresent());
            assertThat(lists).hasValue(1);

            assertThat(writer.listEverywhere(VirtualService)).isPresent();
            assertThat(lists).as("before one is made").hasValue(2);
        }
    }
}
