package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.cli.Connectivity;
import dev.connectivity.cli.console.Streams;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code examples/gitops}: its commands are run as they stand, but that the folder to check is the
 * example's, and that no cluster is there to wait for.
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
    @CsvSource({
        "github-actions.yaml, connectivity.sarif, /jobs/check/steps/2/with/sarif_file, \"version\""
                + " : \"2.1.0\"",
        "gitlab-ci.yaml, connectivity.xml, /check/artifacts/reports/junit, <testsuite"
    })
    void theCheckFindsNothingInTheExampleAndItsReportIsTaken(
            String file, String report, String taken, String content) throws IOException {
        String command = command(file, "connectivity check ");
        String[] parts = command.split(" > ");

        Outcome outcome = run(words(parts[0]).map(it -> it.equals("deploy") ? folder() : it));

        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains(content);
        assertThat(parts[1]).isEqualTo(report);
        assertThat(read(file).at(taken).asText()).isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource({"github-actions.yaml", "gitlab-ci.yaml"})
    void theWaitIsUnderstood(String file, @TempDir Path home) throws IOException {
        String command = command(file, "connectivity wait ").replace("5m", "1s");
        Path kubeconfig = Files.writeString(home.resolve("config"), NOBODY);
        System.setProperty("kubeconfig", kubeconfig.toString());
        try {
            assertThat(run(words(command)).code()).isEqualTo(3);
            assertThat(run(words(command.replace("--timeout", "--tiemout"))).code()).isEqualTo(2);
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

    private static String folder() {
        return EXAMPLES.resolve("deploy").toString();
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

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(Stream<String> words) {
        List<String> arguments = words.toList();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams =
                new Streams(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = Connectivity.run(streams, arguments.toArray(String[]::new));
        return new Outcome(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
