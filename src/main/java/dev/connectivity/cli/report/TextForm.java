package dev.connectivity.cli.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For people: where, what, and what to do. */
final class TextForm {

    private TextForm() {}

    static void print(Report report, PrintStream out) {
        report.findings().forEach(finding -> print(finding, out));
        out.println(summary(report));
    }

    private static void print(Reported it, PrintStream out) {
        out.printf("%s: %s: %s%n", it.place().display(), it.severity(), it.reason());
        out.println("  " + it.message());
        String where = (it.object() + " " + it.field()).strip();
        if (!where.isEmpty()) {
            out.println("  at:  " + where);
        }
        if (!it.expected().isEmpty()) {
            String from = it.observed().isEmpty() ? "" : it.observed() + " -> ";
            out.println("  fix: " + from + it.expected());
        }
    }

    private static String summary(Report report) {
        String found =
                Stream.of(Severity.values())
                        .filter(severity -> report.count(severity) > 0)
                        .map(severity -> report.count(severity) + " " + words(severity, report))
                        .collect(Collectors.joining(", "));
        int objects = report.checked().size();
        return "%d %s checked: %s."
                .formatted(
                        objects,
                        objects == 1 ? "object" : "objects",
                        found.isEmpty() ? "nothing found" : found);
    }

    private static String words(Severity severity, Report report) {
        boolean plural = report.count(severity) != 1 && severity != Severity.Undetermined;
        return severity.name().toLowerCase(Locale.ROOT) + (plural ? "s" : "");
    }
}
