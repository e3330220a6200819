package dev.connectivity.diagnose;

import java.util.Map;
import java.util.Optional;

/**
 * The one field change that would make a finding go away.
 *
 * @param value what the field should hold: a string, an integer, or a map for a whole entry
 * @param permitted false where the change is known but is never made by us (a variable's source, a
 *     probe's handler kind that somebody else chose): it is proposed
 * @param patch the proposal as a strategic merge patch, where it takes more than this one field;
 *     never of one that is permitted
 */
public record Fix(
        FieldPath path, Object value, boolean permitted, Optional<Map<String, Object>> patch) {

    public Fix(FieldPath path, Object value, boolean permitted) {
        this(path, value, permitted, Optional.empty());
    }
}
