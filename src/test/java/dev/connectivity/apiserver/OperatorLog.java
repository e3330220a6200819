package dev.connectivity.apiserver;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a process has logged, entry by entry. */
final class OperatorLog {

    private static final Pattern BEGINS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ [A-Z]+ .*");
    private static final Pattern QUIET = Pattern.compile("\\S+ (INFO|DEBUG) .*");

    /** What a run may complain of in which nothing fails but what the operator looks after. */
    private static final List<Pattern> ANY_TIME =
            List.of(
                    // A machine that is busy with tests gives it no time.
                    Pattern.compile(".*\\[io\\.ve\\.co\\.im\\.BlockedThreadChecker].*"));

    /** A pass that is cut off is made again by who leads next; the Lease is handed back. */
    private static final List<Pattern> AT_THE_END =
            List.of(
                    Pattern.compile(".*\\[de\\.co\\.ap\\.EventRecorder].* not written: no answer"),
                    Pattern.compile(
                            ".*\\[io\\.fa\\.ku\\.cl\\.ex\\.le\\.LeaderElector] Exception occurred"
                                    + " while acquiring lock .* InterruptedException"),
                    Pattern.compile(".*\\[io\\.ja\\.op\\.pr\\.ev\\.EventProcessor] Uncaught .*"));

    private static final String ENDS = "is shutting down...";

    private OperatorLog() {}

    /** Warnings and errors, and traces of any level. */
    static List<String> complaints(String log) {
        List<String> complaints = new ArrayList<>();
        boolean ends = false;
        for (String entry : entries(log)) {
            ends |= entry.contains(ENDS);
            if (!isKnown(entry, ANY_TIME) && !(ends && isKnown(entry, AT_THE_END))) {
                complaints.add(entry);
            }
        }
        return complaints;
    }

    private static boolean isKnown(String entry, List<Pattern> known) {
        String said = entry.lines().findFirst().orElseThrow();
        return entry.lines().count() == 1 && QUIET.matcher(said).matches()
                || known.stream().anyMatch(it -> it.matcher(said).matches());
    }

    private static List<String> entries(String log) {
        List<String> entries = new ArrayList<>();
        log.lines()
                .filter(line -> !line.isBlank())
                .forEach(
                        line -> {
                            if (entries.isEmpty() || BEGINS.matcher(line).matches()) {
                                entries.add(line);
                            } else {
                                entries.add(entries.removeLast() + "\n" + line);
                            }
                        });
        return entries;
    }
}
