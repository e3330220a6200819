package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunbookTest {

    /** Reasons that call for nothing, which share one table; every other one has its entry. */
    private static final Set<Reason> GOOD =
            EnumSet.of(
                    Reason.Accepted,
                    Reason.Resolved,
                    Reason.Programmed,
                    Reason.Reachable,
                    Reason.NotDeclared,
                    Reason.WithinBudget,
                    Reason.Ready,
                    Reason.RolloutComplete,
                    Reason.Applied,
                    Reason.Recovered);

    private final List<String> lines = Files.readAllLines(Path.of("docs/runbook.md"));

    RunbookTest() throws IOException {}

    @Test
    void everyReasonThatDenotesAProblemHasAHeading() {
        Set<String> headings =
                lines.stream()
                        .filter(line -> line.startsWith("### "))
                        .map(line -> line.substring(4))
                        .collect(Collectors.toSet());
        Set<String> problems =
                EnumSet.complementOf(EnumSet.copyOf(GOOD)).stream()
                        .map(Enum::name)
                        .collect(Collectors.toSet());
        assertThat(headings).containsExactlyInAnyOrderElementsOf(problems);
    }

    @Test
    void theReasonsThatCallForNothingShareOneTable() {
        assertThat(lines.stream().filter(line -> line.startsWith("| <a id=")))
                .containsExactlyElementsOf(GOOD.stream().map(RunbookTest::row).toList());
    }

    private static String row(Reason reason) {
        String name = reason.name();
        return "| <a id=\"%s\"></a>`%s` | %s |"
                .formatted(name.toLowerCase(Locale.ROOT), name, reason.meaning());
    }

    @Test
    void everyEntrySaysMeaningEvidenceAndWhatToDoAndShowsACommand() {
        String[] entries = String.join("\n", lines).split("\n(?=##+ )");
        assertThat(Arrays.stream(entries).filter(entry -> entry.startsWith("### ")))
                .isNotEmpty()
                .allSatisfy(
                        entry ->
                                assertThat(entry)
                                        .containsOnlyOnce("\n- **Meaning:** ")
                                        .containsOnlyOnce("\n- **Evidence:** ")
                                        .containsOnlyOnce("\n- **Do:** ")
                                        .containsOnlyOnce("\n```sh\n"));
    }
}
