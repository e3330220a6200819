package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreachableClusterTest {

    private final Terminal terminal = new Terminal();

    @BeforeEach
    void pointToAServerThatRefuses(@TempDir Path folder) throws IOException {
        Path kubeconfig =
                Files.writeString(
                        folder.resolve("kubeconfig"),
                        """
                        apiVersion: v1
                        kind: Config
                        current-context: away
                        contexts: [{name: away, context: {cluster: away, user: away}}]
                        clusters: [{name: away, cluster: {server: "https://%s"}}]
                        users: [{name: away, user: {token: hunter22}}]
                        """
                                .formatted(FakeServer.refusing().display()));
        System.setProperty("kubeconfig", kubeconfig.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("kubeconfig");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain deploy/shop", "init deploy/shop", "wait shop"})
    void itIsUndeterminedAndSaysWhereToLook(String line) {
        assertThat(terminal.run(line.split(" "))).isEqualTo(3);
        assertThat(terminal.err())
                .contains("The API server cannot be reached: look at the kubeconfig's server")
                .doesNotContain("hunter22", "at dev.connectivity");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aContextThatDoesNotExistIsAMistake() {
        assertThat(terminal.run("wait", "shop", "--context", "home")).isEqualTo(2);
        assertThat(terminal.err()).contains("The kubeconfig has no context home");
    }
}
