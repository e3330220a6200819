package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.explain.GatewayWords;
import dev.connectivity.explain.Symptom;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** One of the things that a gateway's words tell. */
record GatewayError(
        String symptom, String what, Symptom.Processed processed, List<Reason> mayBe, String next) {

    static List<GatewayError> in(String text) {
        return GatewayWords.symptoms(text).stream()
                .map(
                        symptom ->
                                new GatewayError(
                                        symptom.name(),
                                        symptom.meaning(),
                                        symptom.processed(),
                                        symptom.reasons(),
                                        symptom.next()))
                .toList();
    }

    static void print(List<GatewayError> errors, PrintStream out) {
        if (errors.isEmpty()) {
            out.println(
                    "The text has none of the words, flags or error numbers of Envoy that are"
                            + " known. Give the whole error body, or the line of the access log.");
        }
        errors.forEach(error -> error.print(out));
    }

    private void print(PrintStream out) {
        out.println(symptom);
        out.println("  what:      " + what);
        out.println(
                "  processed: "
                        + switch (processed) {
                            case No ->
                                    "No. The request never reached the process, and is safe to send"
                                            + " again.";
                            case Maybe -> "Maybe. Send again only what may happen twice.";
                        });
        out.println(
                "  may be:    "
                        + mayBe.stream().map(Reason::name).collect(Collectors.joining(", ")));
        out.println("  next:      " + next);
    }
}
