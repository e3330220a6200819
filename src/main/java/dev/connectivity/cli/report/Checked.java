package dev.connectivity.cli.report;

/**
 * Something that was looked at, whatever was found.
 *
 * @param object {@code Kind namespace/name}
 */
public record Checked(String object, Place place) {}
