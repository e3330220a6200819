package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void theSentenceOfTheIncidentIsExplained() {
        assertThat(
                        run(
                                "--error",
                                "upstream connect error or disconnect/reset before headers. reset"
                                        + " reason: remote connection failure, transport failure"
                                        + " reason: delayed connect error: Connection refused"))
                .isEqualTo(ExitCode.Well);
        assertThat(printed())
                .startsWith("ConnectRefused\n")
                .contains("safe to send again", "PortMismatch", "targetPort");
    }

    @Test
    void whatIsNotKnownIsUndetermined() {
        assertThat(run("--error", "it is broken")).isEqualTo(ExitCode.Undetermined);
        assertThat(printed()).contains("Give the whole error body");
    }

    @Test
    void withoutATextItsUsageIsShown() {
        assertThat(run("--error")).isEqualTo(ExitCode.Usage);
        assertThat(printed()).contains(ExplainCommand.USAGE);
    }

    private ExitCode run(String... arguments) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return ExplainCommand.run(List.of(arguments), stream, stream);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
