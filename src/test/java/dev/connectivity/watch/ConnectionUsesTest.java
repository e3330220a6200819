package dev.connectivity.watch;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.metrics.ConnectionMeters;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Fact.ConnectionUse;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.engine.Course;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionUsesTest {

    private static final Address SERVER = new Address("db", 5432, "shop");

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final OwnedMeters owned = new OwnedMeters(registry);
    private final ConnectionUses uses = new ConnectionUses(new ConnectionMeters(owned));
    private final List<String> woken = new ArrayList<>();
    private final ServerCourse course =
            new ServerCourse(
                    new PolicyKey("uid", "shop", "storefront"),
                    SERVER,
                    new Hourly(),
                    uses,
                    (namespace, name) -> woken.add(name));

    @Test
    void thePolicyIsWokenByWhatAFindingMaySpeakOfAndByNothingElse() {
        seen(40, 1);
        assertThat(woken).hasSize(1);
        seen(40, 20);
        seen(40, 33);
        assertThat(woken).hasSize(1);
        seen(40, 34);
        assertThat(woken).as("nine tenths of 37").hasSize(2);
        seen(40, 30);
        assertThat(woken).as("still more than eight tenths").hasSize(2);
        seen(40, 29);
        assertThat(woken).hasSize(3);
        seen(100, 29);
        assertThat(woken).as("another maximum").hasSize(4);
    }

    @Test
    void whatWasSeenLastIsKeptWhileAttemptsFail() {
        seen(40, 36);
        course.next(observation(List.of()));

        assertThat(uses.at("uid", SERVER).orElseThrow().nearlyExhausted()).isTrue();
        assertThat(uses.at("uid", new Address("other", 5432, "shop"))).isEmpty();
        uses.forget("uid");
        assertThat(uses.at("uid", SERVER)).isEmpty();
    }

    @Test
    void theNumbersAreMetersOfThePolicy() {
        owned.keep("uid", "shop", "storefront", Set.of("database"));
        seen(40, 21);

        assertThat(registry.scrape())
                .containsPattern("connectivity_database_connections\\{[^}]*state=\"used\",?\\} 21")
                .containsPattern(
                        "connectivity_database_connections_limit\\{[^}]*kind=\"reserved\",?\\} 3");
        owned.keep("uid", "shop", "storefront", Set.of());
        assertThat(registry.scrape()).doesNotContain("connectivity_database");
    }

    private void seen(int max, int used) {
        course.next(observation(List.of(new ConnectionUse(max, 3, used, 0, 0, 0, 0))));
    }

    private static Observation observation(List<dev.connectivity.probe.Fact> facts) {
        return new Observation(NOON, Duration.ofMillis(5), Map.of(), new Outcome.Answered(), facts);
    }

    private record Hourly() implements Course {

        private static final Step STEP =
                new Step(
                        Duration.ofHours(1),
                        new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1)));

        @Override
        public Step first() {
            return STEP;
        }

        @Override
        public Step next(Observation observation) {
            return STEP;
        }
    }
}
