package dev.connectivity.cli.report;

import dev.connectivity.cli.console.Output;
import dev.connectivity.cli.console.OutputFormat;
import java.io.IOException;
import java.io.PrintStream;

/** Prints a report in the form that was asked for. */
public final class ReportPrinter {

    private ReportPrinter() {}

    public static void print(Report report, OutputFormat format, PrintStream out)
            throws IOException {
        switch (format) {
            case Text -> TextForm.print(report, out);
            case Json -> out.println(Output.json(report));
            case Yaml -> out.print(Output.yaml(report));
            case Sarif -> out.println(Output.json(SarifForm.of(report)));
            case Junit -> out.println(JunitForm.of(report));
        }
    }
}
