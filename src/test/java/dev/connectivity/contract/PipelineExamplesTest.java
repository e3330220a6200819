package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.cli.Connectivity;
import dev.connectivity.cli.console.Streams;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code examples/gitops}: its commands are run as they stand, but that no cluster is there to wait
 * for.
 */
class PipelineExamplesTest {

    private static final Path EXAMPLES = Path.of("examples/gitops");
    private static final String NOBODY =
            """
            apiVersion: v1
            kind: Config
            current-context: nobody
            contexts: [{name: nobody, context: {cluster: nobody, user: nobody}}]
            clusters: [{name: nobody, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: nobody, user: {token: none}}]
            """;

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yaml", "gitlab-ci.yaml"})
    void theWaitIsUnderstood(String file, @TempDir Path home) throws IOException {
        String command = command(file, "connectivity wait ").replace("5m", "1s");
        Path kubeconfig = Files.writeString(home.resolve("config"), NOBODY);
        System.setProperty("kubeconfig", kubeconfig.toString());
        try {
            assertThat(run(words(command))).isEqualTo(3);
            assertThat(run(words(command.replace("--timeout", "--tiemout")))).isEqualTo(2);
        } finally {
            System.clearProperty("kubeconfig");
        }
    }

    @Test
    void fluxIsGivenTheVeryExpressions() throws IOException {
        JsonNode expressions =
                Serialization.unmarshal(
                        Files.readString(Path.of("deploy/gitops/flux-health.yaml")),
                        JsonNode.class);

        assertThat(read("flux.yaml").at("/spec/healthCheckExprs"))
                .isEqualTo(expressions.get("healthCheckExprs"));
    }

    /** The one that begins so, of all that the pipeline runs. */
    private static String command(String file, String begin) throws IOException {
        JsonNode pipeline = read(file);
        return Stream.of("run", "script")
                .flatMap(field -> pipeline.findValues(field).stream())
                .flatMap(
                        it ->
                                it.isArray()
                                        ? StreamSupport.stream(it.spliterator(), false)
                                        : Stream.of(it))
                .map(JsonNode::asText)
                .filter(it -> it.startsWith(begin))
                .reduce(
                        (one, other) -> {
                            throw new AssertionError("two commands: " + one + ", " + other);
                        })
                .orElseThrow();
    }

    /** Without the program's own. */
    private static Stream<String> words(String command) {
        return Arrays.stream(command.split(" ")).skip(1);
    }

    private static JsonNode read(String file) throws IOException {
        return Serialization.unmarshal(Files.readString(EXAMPLES.resolve(file)), JsonNode.class);
    }

    private static int run(Stream<String> words) {
        List<String> arguments = words.toList();
        var unread = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var streams = new Streams(InputStream.nullInputStream(), unread, unread);
        return Connectivity.run(streams, arguments.toArray(String[]::new));
    }
}
