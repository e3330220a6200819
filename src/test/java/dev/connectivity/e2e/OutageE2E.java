package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator's pods lose the API server, and the Lease with it, while a fallback is on. */
class OutageE2E {

    /** Twice what the Lease lasts. */
    private static final Duration AWAY = Duration.ofSeconds(30);

    private static final Duration BACK = Duration.ofSeconds(45);

    private static final String PODS = "198.18.0.0/24";

    enum Outage {
        Hanging("drop"),
        Refusing("reject with tcp reset");

        private final String verdict;

        Outage(String verdict) {
            this.verdict = verdict;
        }
    }

    /** Only the cluster of this repository lets a test into its packet filter. */
    @BeforeEach
    void itsWaysCanBeCut() {
        assumeThat(System.getenv("CLUSTER")).isIn(null, "testbed");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnStaysOnAndIsSwitchedBackOnceItIsBack(Outage outage) {
        try (World chatbot = World.serveAt(Chat.ADDRESS, 80);
                Scene scene = Chat.open("outage")) {
            String alias = standIn(scene, chatbot);
            int restarts = Operator.restarts();
            try (Caller caller = Caller.of(alias, 80)) {
                Instant from = Instant.now();
                goAway(outage, scene, chatbot);
                Instant back = Instant.now();
                Instant inactive = Chat.seen(scene, it -> Chat.state(it) == FallbackState.Inactive);
                scene.stays(
                        Duration.ofSeconds(5),
                        () -> assertThat(Chat.upstream(scene).fallback().switches()).hasSize(2));
                Operator.awaitReady();
                Duration took = Duration.between(back, inactive);
                List<Caller.Call> failed = caller.failedBetween(from, Instant.now());
                int restarted = Operator.restarts() - restarts;
                System.out.printf(
                        "upstream: API server away for %d s, %s: switched back after %d ms; %d of"
                                + " %d calls failed; %d restarts of 2 replicas%n",
                        AWAY.toSeconds(),
                        outage,
                        took.toMillis(),
                        failed.size(),
                        caller.between(from, Instant.now()).size(),
                        restarted);
                assertThat(took).isLessThan(BACK);
                assertThat(failed).isEmpty();
                assertThat(restarted).as("the leader, once").isLessThanOrEqualTo(1);
            }
        }
    }

    /** Has the upstream replaced, and gives the address that leads to what takes its place. */
    private static String standIn(Scene scene, World chatbot) {
        scene.apply(Chat.STAND_IN);
        Chat.applyFallback(scene, Chat.ADDRESS, Chat.serviceFallback("5s"));
        String alias = Chat.aliasOf(scene);
        Operator.awaitReady();
        chatbot.hang(true);
        Chat.seen(scene, it -> it.circuit() == CircuitState.Open);
        scene.awaitCondition("Degraded", "True", Reason.FallbackActive);
        await().atMost(Scene.PATIENCE).until(() -> scene.get(alias, 80) == 200);
        return alias;
    }

    private static void goAway(Outage outage, Scene scene, World chatbot) {
        try (Cut cut = Cut.begin(outage)) {
            chatbot.hang(false);
            scene.stays(
                    AWAY,
                    () ->
                            assertThat(Chat.state(Chat.upstream(scene)))
                                    .isEqualTo(FallbackState.Active));
        }
    }

    /** Between pods and the API server; the node's own parts go on. */
    private record Cut() implements AutoCloseable {

        static Cut begin(Outage outage) {
            Shell.succeed(
                    """
                    table inet outage {
                      chain input {
                        type filter hook input priority -10
                        ip saddr %s tcp dport 6443 %s
                      }
                    }
                    """
                            .formatted(PODS, outage.verdict),
                    "nft",
                    "-f",
                    "-");
            return new Cut();
        }

        /**
         * Where the kernel lets it, connections end with it: a write of the former leader's might
         * still arrive.
         */
        @Override
        public void close() {
            Shell.run("", List.of("ss", "-K", "sport", "=", ":6443", "dst", PODS));
            Shell.succeed("", "nft", "delete", "table", "inet", "outage");
        }
    }
}
