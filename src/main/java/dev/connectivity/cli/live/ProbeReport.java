package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.explain.Runbook;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one probe saw.
 *
 * @param target {@code host:port}
 * @param milliseconds of all phases
 * @param phases each in milliseconds, by the name of its phase in lower case; the last one of a
 *     probe that failed is where it did
 * @param detail allow-listed words and numbers
 * @param facts learned on the way
 */
record ProbeReport(
        String scheme,
        String target,
        boolean answered,
        double milliseconds,
        Map<String, Double> phases,
        Optional<Reason> reason,
        Optional<String> detail,
        Optional<String> meaning,
        Optional<String> next,
        List<String> facts) {

    static ProbeReport of(String scheme, String target, Observation observation) {
        Map<String, Double> phases = new LinkedHashMap<>();
        observation.phases().forEach((phase, took) -> phases.put(name(phase), millis(took)));
        Optional<Outcome.Failed> failed =
                observation.outcome() instanceof Outcome.Failed it
                        ? Optional.of(it)
                        : Optional.empty();
        return new ProbeReport(
                scheme,
                target,
                observation.succeeded(),
                millis(observation.took()),
                phases,
                failed.map(Outcome.Failed::reason),
                failed.map(Outcome.Failed::detail).filter(it -> !it.isEmpty()),
                failed.map(it -> it.reason().meaning()),
                failed.map(it -> Runbook.remedy(it.reason())).filter(it -> !it.isEmpty()),
                observation.facts().stream().map(ProbeReport::words).toList());
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s %s %s %.1f ms%n",
                scheme,
                target,
                answered ? "answered in" : "failed after",
                milliseconds);
        List<String> names = new ArrayList<>(phases.keySet());
        names.forEach(
                name ->
                        out.printf(
                                Locale.ROOT,
                                "  %-12s %9.1f ms%s%n",
                                name,
                                phases.get(name),
                                answered || !name.equals(names.getLast()) ? "" : "  failed"));
        facts.forEach(fact -> out.println("  " + fact));
        reason.ifPresent(
                it -> {
                    out.println(it + detail.map(text -> ": " + text).orElse(""));
                    out.println("  means: " + meaning.orElse(""));
                    next.ifPresent(text -> out.println("  next:  " + text));
                    out.println("  more:  " + Runbook.place(it));
                });
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private static double millis(Duration took) {
        return Math.round(took.toNanos() / 100_000.0) / 10.0;
    }

    private static String words(Fact fact) {
        return switch (fact) {
            case Fact.CertificateExpiry it -> "certificate ends at " + it.notAfter();
            case Fact.Placed it -> "leads to " + it.addresses().size() + " addresses";
            case Fact.FamilyTried it -> it.family() + " " + words(it.tried());
            case Fact.NameServer it -> "name server " + it.address();
            case Fact.ConnectionUse it ->
                    "connections: %d of %d in use, %d of them by this user"
                            .formatted(it.used(), it.usable(), it.sameUser());
            case Fact.ConnectionHolders it ->
                    "held by users: %s; by applications: %s"
                            .formatted(words(it.users()), words(it.applications()));
            case Fact.DatabaseServer it -> "server " + it.product() + " " + it.version();
            case Fact.DatabaseRole it -> "role " + it.standing();
            case Fact.ReplicationLag it -> "behind its primary by " + it.lag().toMillis() + " ms";
        };
    }

    /** Those with the most first. */
    private static String words(Map<String, Integer> held) {
        return held.isEmpty()
                ? "none seen"
                : held.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(it -> it.getKey() + " " + it.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String words(Fact.Tried tried) {
        return switch (tried) {
            case Fact.Tried.Connected _ -> "connected";
            case Fact.Tried.Failed it -> "failed: " + it.reason();
            case Fact.Tried.NotTried _ -> "not tried: this machine has no way into such networks";
        };
    }
}
