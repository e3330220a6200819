package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Walk;
import dev.connectivity.diagnose.Walk.State;
import dev.connectivity.diagnose.Walk.Step;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether requests reach a workload, and where they fail.
 *
 * @param policy the name of the one that claims where it listens; empty: none does
 * @param asked from where the pods were asked; empty: they could not be, or there is none
 * @param failing the step that {@code reason} is about
 * @param findings all that is wrong, the foremost first
 * @param operator what the operator says in the policy's status
 * @param notes what the reader should know of how this was found out
 */
record Explanation(
        String workload,
        String namespace,
        Optional<String> policy,
        Optional<String> asked,
        Reach reach,
        Reason reason,
        String message,
        String next,
        Optional<Step> failing,
        List<Step> steps,
        List<Found> findings,
        Optional<String> operator,
        List<String> notes) {

    /** A finding, as scripts read it. */
    record Found(
            Reason reason,
            String object,
            String field,
            String observed,
            String expected,
            String message) {

        static Found of(Finding finding) {
            return new Found(
                    finding.reason(),
                    finding.subject().display(),
                    finding.field(),
                    finding.observed(),
                    finding.expected(),
                    finding.message());
        }
    }

    ExitCode exitCode() {
        boolean wrong =
                findings.stream().anyMatch(finding -> finding.reason() != Reason.Undetermined);
        return switch (reach) {
            case No -> ExitCode.Findings;
            case Yes -> wrong ? ExitCode.Findings : ExitCode.Well;
            case Unknown -> wrong ? ExitCode.Findings : ExitCode.Undetermined;
        };
    }

    void print(PrintStream out) {
        out.printf(
                "%s in namespace %s%s%s%n%n",
                workload,
                namespace,
                policy.map(it -> ", as ConnectivityPolicy/" + it + " claims").orElse(""),
                asked.map(it -> "; its pods were asked " + it).orElse(""));
        int width = steps.stream().mapToInt(step -> step.subject().length()).max().orElse(0);
        steps.forEach(step -> print(step, width, out));
        out.println();
        out.println(reason + ": " + message);
        if (!next.isEmpty()) {
            out.println("  next: " + next);
        }
        findings.stream()
                .filter(finding -> !finding.message().equals(message))
                .forEach(
                        finding ->
                                out.println(
                                        "also "
                                                + finding.reason()
                                                + ", "
                                                + finding.object()
                                                + ": "
                                                + finding.message()));
        operator.ifPresent(out::println);
        notes.forEach(note -> out.println("note: " + note));
    }

    private void print(Step step, int width, PrintStream out) {
        out.printf(
                "  %-9s  %-5s  %s%s%n",
                step.stage().name().toLowerCase(Locale.ROOT),
                word(step.state()),
                step.subject().isEmpty()
                        ? step.seen()
                        : "%s  %s".formatted(padded(step.subject(), width), step.seen()),
                failing.filter(step::equals).isPresent() ? "   <-- here" : "");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String word(Walk.State state) {
        return switch (state) {
            case Well -> "ok";
            case Fails -> "FAILS";
            case Unknown -> "?";
            case Absent -> "-";
        };
    }

    static boolean fails(Step step) {
        return step.state() == State.Fails;
    }
}
