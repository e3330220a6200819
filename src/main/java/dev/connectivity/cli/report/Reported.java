package dev.connectivity.cli.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectivity.api.v1alpha1.Reason;
import java.util.Comparator;
import java.util.Locale;

/**
 * One finding, with where it stands.
 *
 * @param severity as {@link Severity} writes it
 * @param object {@code Kind namespace/name}; empty where it is about a file
 * @param field path in the object; empty where none is at fault
 * @param observed what is there, short; empty where nothing can be shown
 * @param expected what should be there; empty where that is not known
 * @param message what is wrong, and what to do
 */
public record Reported(
        Severity severity,
        Reason reason,
        Place place,
        String object,
        String field,
        String observed,
        String expected,
        String message) {

    /** From the top of the first file to the bottom of the last. */
    static final Comparator<Reported> BY_PLACE =
            Comparator.comparing(Reported::place)
                    .thenComparing(Reported::severity)
                    .thenComparing(Reported::reason)
                    .thenComparing(Reported::message);

    /** For scripts: where {@code connectivity}'s runbook explains it. */
    @JsonProperty
    public String runbook() {
        return "docs/runbook.md#" + reason.name().toLowerCase(Locale.ROOT);
    }
}
