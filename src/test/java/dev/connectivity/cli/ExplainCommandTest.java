package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    private final Terminal terminal = new Terminal();

    @Test
    void theSentenceOfTheIncidentIsExplained() {
        assertThat(
                        explain(
                                "upstream connect error or disconnect/reset before headers. reset"
                                        + " reason: remote connection failure, transport failure"
                                        + " reason: delayed connect error: Connection refused"))
                .isZero();
        assertThat(terminal.out())
                .startsWith("ConnectRefused\n")
                .contains("safe to send again", "PortMismatch", "targetPort");
    }

    @Test
    void whatIsNotKnownIsUndetermined() {
        assertThat(explain("it is broken")).isEqualTo(3);
        assertThat(terminal.out()).contains("Give the whole error body");
    }

    @Test
    void withoutATextItIsAskedFor() {
        assertThat(terminal.run("explain", "--error")).isEqualTo(2);
        assertThat(terminal.err()).contains("--error", "TEXT");
    }

    @Test
    void scriptsGetItAsJsonAndYaml() {
        assertThat(explain("UF", "-o", "json")).isZero();
        assertThat(terminal.out()).contains("\"symptom\" : \"ConnectFailed\"", "\"PortMismatch\"");
        assertThat(explain("UF", "-o", "yaml")).isZero();
        assertThat(terminal.out()).contains("- symptom: ConnectFailed\n", "- PortMismatch\n");
    }

    @Test
    void aFormatForFindingsIsRefused() {
        assertThat(explain("UF", "-o", "sarif")).isEqualTo(2);
        assertThat(terminal.err()).contains("use -o text, json or yaml");
    }

    private int explain(String text, String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "explain";
        arguments[1] = "--error";
        arguments[2] = text;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return terminal.run(arguments);
    }
}
