package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Output;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.explain.GatewayWords;
import dev.connectivity.explain.Symptom;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain --error TEXT}: says what a gateway's sentence, flag or log line means. */
@CommandLine.Command(
        name = "explain",
        description = "Says what a gateway's error, response flags or log line mean.")
final class ExplainCommand implements Command {

    private final Streams streams;

    @Option(
            names = "--error",
            required = true,
            paramLabel = "TEXT",
            description = "What the gateway wrote: an error body, a response flag, a log line.")
    private String error = "";

    @Mixin private Output output = new Output();

    ExplainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException {
        List<Meaning> meanings = GatewayWords.symptoms(error).stream().map(Meaning::of).toList();
        output.print(meanings, streams.out(), out -> print(meanings, out));
        return meanings.isEmpty() ? ExitCode.Undetermined : ExitCode.Well;
    }

    /** One of the things that the text tells. */
    record Meaning(
            String symptom,
            String what,
            Symptom.Processed processed,
            List<Reason> mayBe,
            String next) {

        static Meaning of(Symptom symptom) {
            return new Meaning(
                    symptom.name(),
                    symptom.meaning(),
                    symptom.processed(),
                    symptom.reasons(),
                    symptom.next());
        }
    }

    private static void print(List<Meaning> meanings, PrintStream out) {
        if (meanings.isEmpty()) {
            out.println(
                    "The text has none of the words, flags or error numbers of Envoy that are"
                            + " known. Give the whole error body, or the line of the access log.");
        }
        meanings.forEach(meaning -> print(meaning, out));
    }

    private static void print(Meaning meaning, PrintStream out) {
        out.println(meaning.symptom());
        out.println("  what:      " + meaning.what());
        out.println("  processed: " + processed(meaning.processed()));
        out.println("  may be:    " + reasons(meaning.mayBe()));
        out.println("  next:      " + meaning.next());
    }

    private static String processed(Symptom.Processed processed) {
        return switch (processed) {
            case No -> "No. The request never reached the process, and is safe to send again.";
            case Maybe -> "Maybe. Send again only what may happen twice.";
        };
    }

    private static String reasons(List<Reason> reasons) {
        return reasons.stream().map(Reason::name).collect(Collectors.joining(", "));
    }
}
