package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples of {@code examples/check}, each with what is to be found in it beside it: the exit
 * code, then line, severity, reason, object and field of each finding. The database server of them
 * all accepts 100 connections.
 */
class CheckSamplesTest {

    private static final Path FOLDER = Path.of("examples/check");

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsReportedAsExpected(String name) throws IOException {
        Path expected = FOLDER.resolve(name + ".expected");
        assertThat(report(FOLDER.resolve(name + ".yaml"))).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyMessageEndsAsASentenceAndShowsNoSecret(String name) throws IOException {
        Terminal terminal = new Terminal();
        terminal.run("check", FOLDER.resolve(name + ".yaml").toString());
        assertThat(terminal.out()).doesNotContain("shop:example");
        assertThat(terminal.err()).isEmpty();
        assertThat(findings(check(name + ".yaml")))
                .allSatisfy(it -> assertThat(it.path("message").asText()).endsWith("."));
    }

    @Test
    void goodSamplesAreWellAndThereAreManyOfBoth() {
        List<String> names = samples().toList();
        assertThat(names.stream().filter(name -> name.startsWith("good-")))
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        name ->
                                assertThat(Files.readString(FOLDER.resolve(name + ".expected")))
                                        .isEqualTo("exit 0\n"));
        assertThat(names).hasSizeGreaterThan(40);
    }

    private static String report(Path file) throws IOException {
        Terminal terminal = new Terminal();
        int exit = terminal.run("check", "--max-connections", "100", "-o", "json", file.toString());
        return "exit " + exit + "\n" + lines(new JsonMapper().readTree(terminal.out()));
    }

    private static String lines(JsonNode report) {
        return findings(report)
                .map(
                        it ->
                                Stream.of(
                                                it.at("/place/line").asText(),
                                                it.path("severity").asText(),
                                                it.path("reason").asText(),
                                                it.path("object").asText(),
                                                it.path("field").asText())
                                        .filter(word -> !word.isEmpty())
                                        .collect(Collectors.joining(" ", "", "\n")))
                .collect(Collectors.joining());
    }

    private static JsonNode check(String file) throws IOException {
        Terminal terminal = new Terminal();
        terminal.run("check", "-o", "json", FOLDER.resolve(file).toString());
        return new JsonMapper().readTree(terminal.out());
    }

    private static Stream<JsonNode> findings(JsonNode report) {
        return StreamSupport.stream(report.path("findings").spliterator(), false);
    }

    static Stream<String> samples() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
