package dev.connectivity.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.connectivity.cli.console.ExitCode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a command looked at, and what it found.
 *
 * @param command its name
 * @param findings in the order of their places
 */
public record Report(
        String command,
        @JsonInclude(Include.ALWAYS) List<Checked> checked,
        @JsonInclude(Include.ALWAYS) List<Reported> findings) {

    /** Of findings in any order; what several checks say alike is said once. */
    public static Report of(String command, List<Checked> checked, List<Reported> findings) {
        return new Report(
                command,
                List.copyOf(checked),
                findings.stream().sorted(Reported.BY_PLACE).distinct().toList());
    }

    /** The same, and what was found by other means. */
    public Report with(List<Reported> more) {
        return of(command, checked, Stream.concat(findings.stream(), more.stream()).toList());
    }

    /** Findings before doubts; notes change nothing. */
    public ExitCode exitCode() {
        if (count(Severity.Error) + count(Severity.Warning) > 0) {
            return ExitCode.Findings;
        }
        return count(Severity.Undetermined) > 0 ? ExitCode.Undetermined : ExitCode.Well;
    }

    long count(Severity severity) {
        return findings.stream().filter(it -> it.severity() == severity).count();
    }
}
