package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "--some", "--all --all", "storefront", "--all storefront"})
    void whateverIsNotAllIsAnsweredWithTheUsage(String arguments) {
        Terminal terminal = new Terminal();
        String[] words =
                Stream.of(("release " + arguments).strip().split(" ")).toArray(String[]::new);
        assertThat(terminal.run(words)).isEqualTo(2);
        assertThat(terminal.err()).contains("connectivity release", "--all");
    }
}
