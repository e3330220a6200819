package dev.connectivity.diagnose;

/**
 * The one field change that would make a finding go away.
 *
 * @param value what the field should hold: a string, an integer, or a map for a whole entry
 * @param permitted false where the change is known but is never made by us (a variable's source, a
 *     probe's handler kind that somebody else chose): it is proposed
 */
public record Fix(FieldPath path, Object value, boolean permitted) {}
