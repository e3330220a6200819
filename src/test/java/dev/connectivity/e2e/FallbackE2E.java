package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An upstream that hangs, and what the workload feels of it. */
class FallbackE2E {

    @Test
    void noNewConnectionFailsFromTwoSecondsAfterTheVerdictUntilTheCircuitCloses() {
        try (World chatbot = World.serveAt(Chat.ADDRESS, 80);
                Scene scene = Chat.open("fallback")) {
            scene.apply(Chat.STAND_IN);
            Chat.applyFallback(scene, Chat.ADDRESS, Chat.serviceFallback("5s"));
            String alias = Chat.aliasOf(scene);
            List<String> pods = Chat.pods(scene);
            Instant verdict;
            Instant closed;
            try (Caller caller = Caller.of(alias, 80)) {
                await().atMost(Scene.PATIENCE).until(() -> caller.calls().size() > 20);
                assertThat(caller.failedBetween(Instant.MIN, Instant.now())).isEmpty();
                chatbot.hang(true);
                verdict = Chat.seen(scene, it -> it.circuit() == CircuitState.Open);
                scene.awaitCondition("Degraded", "True", Reason.FallbackActive);
                Instant from = verdict.plusSeconds(2);
                scene.stays(
                        Duration.ofSeconds(10),
                        () ->
                                assertThat(caller.failedBetween(from, Instant.now()))
                                        .as("calls after the switch")
                                        .isEmpty());
                chatbot.hang(false);
                closed = Chat.seen(scene, it -> it.circuit() == CircuitState.Closed);
                Chat.seen(scene, it -> Chat.state(it) == FallbackState.Inactive);
                scene.stays(
                        Duration.ofSeconds(3),
                        () -> assertThat(caller.failedBetween(from, Instant.now())).isEmpty());
                print(caller, verdict, closed);
                assertThat(caller.between(from, closed)).hasSizeGreaterThan(20);
            }
            assertThat(Chat.upstream(scene).fallback().switches()).hasSize(2);
            assertThat(Chat.pods(scene))
                    .as("pods, and how often they were restarted")
                    .isEqualTo(pods);
            Chat.removedWithItsDeclaration(scene);
        }
    }

    /** {@code -Dfallback.alternating=PT1M} for less. */
    @Test
    void anUpstreamThatAlternatesIsReplacedOnceAndLeftReplaced() {
        Duration whole = Duration.parse(System.getProperty("fallback.alternating", "PT5M"));
        try (World chatbot = World.serveAt(Chat.ADDRESS, 80);
                Scene scene = Chat.open("alternating")) {
            scene.apply(Chat.STAND_IN);
            Chat.applyFallback(scene, Chat.ADDRESS, Chat.serviceFallback("10s"));
            String alias = Chat.aliasOf(scene);
            try (Caller caller = Caller.of(alias, 80);
                    Alternation alternation = Alternation.of(chatbot, Duration.ofSeconds(5))) {
                Chat.seen(scene, it -> it.circuit() == CircuitState.Open);
                Instant from = Instant.now().plusSeconds(2);
                scene.stays(
                        whole,
                        () ->
                                assertThat(Chat.upstream(scene).fallback().state())
                                        .isEqualTo(FallbackState.Active));
                System.out.printf(
                        "fallback: alternated %d times in %d s: %d switches; %d of %d calls"
                                + " failed%n",
                        alternation.turns(),
                        whole.toSeconds(),
                        Chat.upstream(scene).fallback().switches().size(),
                        caller.failedBetween(from, Instant.now()).size(),
                        caller.between(from, Instant.now()).size());
                assertThat(Chat.upstream(scene).fallback().switches()).hasSize(1);
                assertThat(caller.failedBetween(from, Instant.now())).isEmpty();
                assertThat(alternation.turns())
                        .isGreaterThanOrEqualTo((int) (whole.toSeconds() / 5) - 1);
            }
        }
    }

    private static void print(Caller caller, Instant verdict, Instant closed) {
        Instant from = verdict.plusSeconds(2);
        System.out.printf(
                "fallback: first good call %d ms after the verdict; %d calls until the"
                        + " circuit closed, %d failed from 2 s after the verdict; %d calls in"
                        + " all%n",
                caller.firstGoodAfter(verdict).toMillis(),
                caller.between(from, closed).size(),
                caller.failedBetween(from, closed).size(),
                caller.calls().size());
    }
}
