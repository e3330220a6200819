package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.diagnose.PodPort;
import dev.connectivity.judge.Outages;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.Policies;
import dev.connectivity.watch.Secrets.Reading;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTrailTest {

    @Test
    void whatTheListenerAnsweredIsRememberedForAsLongAsItIsDeclared() {
        try (FakeServer pod = FakeServer.hanging();
                ProbeEngine engine = WatchFixtures.engine()) {
            Watchtower watchtower = WatchFixtures.watchtower(engine);
            int port = pod.address().port();
            Policy declared =
                    Policies.read("workload: {name: w}, listener: {port: %d}".formatted(port));
            pass(watchtower, declared, Set.of(new PodPort("w-1", "127.0.0.1", port)));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(remembered(watchtower, declared)).isNotEmpty());

            pass(watchtower, declared, Set.of());
            assertThat(remembered(watchtower, declared))
                    .as("while there is no pod")
                    .containsOnly(Outages.WORKLOAD);

            pass(watchtower, Policies.read("workload: {name: w}"), Set.of());
            assertThat(remembered(watchtower, declared)).isEmpty();
        }
    }

    private static void pass(Watchtower watchtower, Policy policy, Set<PodPort> ports) {
        WatchFixtures.pass(
                watchtower,
                policy,
                (namespace, key) -> new Reading.Value("no Secret is read"),
                ports);
    }

    private static Set<String> remembered(Watchtower watchtower, Policy policy) {
        return watchtower.recalls().attempts(policy.uid()).keySet();
    }
}
