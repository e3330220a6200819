package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.explain.GatewayWords;
import dev.connectivity.explain.Symptom;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code explain --error TEXT}: says what a gateway's sentence, flag or log line means. */
final class ExplainCommand {

    static final String USAGE =
            "usage: explain --error TEXT   says what a gateway's error, response flags or log line"
                    + " mean";

    private ExplainCommand() {}

    static ExitCode run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 2 || !arguments.getFirst().equals("--error")) {
            err.println(USAGE);
            return ExitCode.Usage;
        }
        Set<Symptom> symptoms = GatewayWords.symptoms(arguments.getLast());
        if (symptoms.isEmpty()) {
            out.println(
                    "The text has none of the words, flags or error numbers of Envoy that are"
                            + " known. Give the whole error body, or the line of the access log.");
            return ExitCode.Undetermined;
        }
        symptoms.forEach(symptom -> print(symptom, out));
        return ExitCode.Well;
    }

    private static void print(Symptom symptom, PrintStream out) {
        out.println(symptom.name());
        out.println("  what:      " + symptom.meaning());
        out.println("  processed: " + processed(symptom));
        out.println("  may be:    " + reasons(symptom));
        out.println("  next:      " + symptom.next());
    }

    private static String processed(Symptom symptom) {
        return switch (symptom.processed()) {
            case No -> "No. The request never reached the process, and is safe to send again.";
            case Maybe -> "Maybe. Send again only what may happen twice.";
        };
    }

    private static String reasons(Symptom symptom) {
        return symptom.reasons().stream().map(Reason::name).collect(Collectors.joining(", "));
    }
}
