package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of fallback, with what has to be followed, put back and removed. */
class FallbackMeansE2E {

    @Test
    void theServiceFollowsANameToAnotherAddressAndPort() {
        String name = "moving.example.test";
        try (Names names = Names.add(name, Chat.ADDRESS);
                World one = World.serveAt(Chat.ADDRESS, 80);
                World other = World.serveAt("203.0.113.64", 80);
                World otherPort = World.serveAt("203.0.113.64", 8081);
                Scene scene = Chat.open("moving")) {
            scene.apply(Chat.STAND_IN);
            Chat.applyFallback(scene, name, Chat.serviceFallback("5s"));
            String alias = Chat.aliasOf(scene);
            assertThat(scene.get(alias, 80)).isEqualTo(204);
            names.move("203.0.113.64");
            Instant moved = Instant.now();
            await().atMost(Scene.PATIENCE)
                    .until(() -> Chat.addresses(scene), List.of("203.0.113.64")::equals);
            System.out.printf(
                    "fallback: slices followed the name after %d ms%n",
                    Duration.between(moved, Instant.now()).toMillis());
            Chat.applyFallback(scene, name + ":8081", Chat.serviceFallback("5s"));
            await().atMost(Scene.PATIENCE).until(() -> scene.get(alias, 8081) == 204);
        }
    }

    @Test
    void aFlagIsSwitchedWithoutARolloutAndGoesWithItsPolicy() {
        try (World chatbot = World.serveAt(Chat.ADDRESS, 80);
                Scene scene = Chat.open("flag")) {
            Chat.applyFallback(scene, Chat.ADDRESS, "{type: Flag, flag: chatbot, dwell: 2s}");
            await().atMost(Scene.PATIENCE).until(() -> Chat.flag(scene).equals("false"));
            int revision = scene.revision();
            chatbot.hang(true);
            await().atMost(Scene.PATIENCE).until(() -> Chat.flag(scene).equals("true"));
            chatbot.hang(false);
            await().atMost(Scene.PATIENCE).until(() -> Chat.flag(scene).equals("false"));
            assertThat(scene.revision()).isEqualTo(revision);
            scene.kubectl("delete", "connpol", Scene.NAME, "--timeout=60s");
            await().atMost(Scene.PATIENCE).until(() -> Chat.flag(scene).isEmpty());
        }
    }

    @Test
    void variablesAreSetByARolloutAndPutBackByAnother() {
        try (World chatbot = World.serveAt(Chat.ADDRESS, 80);
                Scene scene = Chat.open("variables")) {
            Chat.applyFallback(
                    scene, Chat.ADDRESS, "{type: Environment, dwell: 2s, env: {CHATBOT: \"off\"}}");
            int revision = scene.revision();
            chatbot.hang(true);
            await().atMost(Scene.PATIENCE).until(() -> scene.revision() == revision + 1);
            chatbot.hang(false);
            Chat.seen(scene, it -> Chat.state(it) == FallbackState.Inactive);
            await().atMost(Scene.PATIENCE)
                    .until(
                            () ->
                                    scene
                                            .deployment()
                                            .getSpec()
                                            .getTemplate()
                                            .getSpec()
                                            .getContainers()
                                            .getFirst()
                                            .getEnv()
                                            .stream()
                                            .noneMatch(it -> it.getName().equals("CHATBOT")));
            assertThat(Chat.upstream(scene).fallback().switches()).hasSize(2);
        }
    }
}
