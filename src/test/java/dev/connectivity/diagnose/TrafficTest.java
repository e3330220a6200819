package dev.connectivity.diagnose;

import static dev.connectivity.testing.EvidenceFixture.evidence;
import static dev.connectivity.testing.EvidenceFixture.moved;
import static dev.connectivity.testing.PodFixture.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.diagnose.Diagnosis.Reach;
import org.junit.jupiter.api.Test;

class TrafficTest {

    @Test
    void aServiceThatLeadsWhereNothingListensIsToldApartFromTheProcessThatDoes() {
        Traffic traffic = Traffic.of(moved().build()).orElseThrow();

        assertThat(traffic.ways())
                .singleElement()
                .satisfies(
                        way -> {
                            assertThat(way.service()).isEqualTo("storefront");
                            assertThat(way.target()).isEqualTo("3000");
                            assertThat(way.reach()).isEqualTo(Reach.No);
                            assertThat(way.words()).isEqualTo("refuses");
                        });
        assertThat(traffic.port()).isEqualTo(3001);
        assertThat(traffic.listens()).isEqualTo(Reach.Yes);
        assertThat(traffic.pods()).isEqualTo(2);
    }

    @Test
    void aPodThatWasNotAskedYetLeavesItOpen() {
        Traffic traffic = Traffic.of(moved().pods(aPod("web-3")).build()).orElseThrow();

        assertThat(traffic.listens()).isEqualTo(Reach.Unknown);
        assertThat(traffic.words()).isEqualTo("was not asked yet");
    }

    @Test
    void withoutAListenerThereIsNothingToDraw() {
        assertThat(Traffic.of(evidence().withoutListener().build())).isEmpty();
    }
}
