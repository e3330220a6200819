package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectivityTest {

    private final Terminal terminal = new Terminal();

    @Test
    void itsHelpListsEveryCommandAndExitCode() {
        assertThat(terminal.run("--help")).isZero();
        assertThat(terminal.out())
                .startsWith("Usage: connectivity")
                .containsSubsequence(Connectivity.names())
                .contains("  3  it could not be found out");
    }

    @Test
    void withoutACommandItsHelpIsAComplaint() {
        assertThat(terminal.run()).isEqualTo(2);
        assertThat(terminal.err()).startsWith("Usage: connectivity");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void itSaysItsVersion() {
        assertThat(terminal.run("--version")).isZero();
        assertThat(terminal.out()).startsWith("connectivity ");
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheOneThatWasMeant() {
        assertThat(terminal.run("explian")).isEqualTo(2);
        assertThat(terminal.err())
                .contains("Did you mean: connectivity explain", "Try 'connectivity --help'.");
    }

    @Test
    void anOptionThatDoesNotExistIsNamed() {
        assertThat(terminal.run("explain", "--error", "UF", "--eror")).isEqualTo(2);
        assertThat(terminal.err()).contains("--eror", "Try 'connectivity explain --help'.");
    }

    @Test
    void itsNumbersAreTheSameInEveryLanguage() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.of("ar", "EG"));
        try {
            terminal.piping("").run("check", "-");
        } finally {
            Locale.setDefault(usual);
        }
        assertThat(terminal.out() + terminal.err()).contains("0 objects checked");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCommandHasHelpThatSaysWhatItDoes(String name) {
        assertThat(terminal.run(name, "--help")).isZero();
        assertThat(terminal.run("help", name)).isZero();
        assertThat(terminal.out())
                .startsWith("Usage: connectivity " + name)
                .containsPattern("(?m)^[A-Z].*\\.$");
    }

    static Stream<String> names() {
        return Connectivity.names().stream();
    }
}
