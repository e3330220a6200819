package dev.connectivity.cli.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** It does not work, or is refused. */
    Error,
    /** It works until something else happens. */
    Warning,
    /** Whether it works cannot be told from here. */
    Undetermined,
    /** Worth knowing; nothing is wrong. */
    Note;

    /** As people and scripts read it. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
