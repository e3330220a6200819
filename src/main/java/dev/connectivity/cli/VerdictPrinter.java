package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Prints a line for whatever is new in what is known. */
final class VerdictPrinter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<String, String> told = new HashMap<>();

    VerdictPrinter(PrintStream out, InstantSource clock, ZoneId zone) {
        this.out = out;
        this.clock = clock;
        this.zone = zone;
    }

    void print(PolicyVerdicts policy) {
        policy.problems()
                .forEach(
                        it ->
                                tell(
                                        policy.place() + " " + it.message(),
                                        "%s  %s: %s"
                                                .formatted(
                                                        policy.place(),
                                                        it.reason(),
                                                        it.message())));
        policy.dependencies()
                .forEach(it -> tell(policy.place() + " " + it.name(), line(policy, it)));
    }

    private static String line(PolicyVerdicts policy, DependencyStatus it) {
        String message = Objects.requireNonNullElse(it.message(), "");
        return "%s  %-16s  %-7s  circuit %-8s  %s  %s"
                .formatted(
                        policy.place(), it.name(), it.state(), it.circuit(), it.reason(), message)
                .strip();
    }

    private void tell(String subject, String line) {
        if (!line.equals(told.put(subject, line))) {
            out.println(TIME.format(clock.instant().atZone(zone)) + "  " + line);
        }
    }
}
