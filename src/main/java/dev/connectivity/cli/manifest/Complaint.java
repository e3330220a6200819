package dev.connectivity.cli.manifest;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.report.Place;

/**
 * Something that cannot be read, or that the API server would not.
 *
 * @param object {@code Kind namespace/name}; empty where it is about a file
 * @param field empty where none is at fault
 * @param message what to change; shows no value
 */
public record Complaint(Reason reason, Place place, String object, String field, String message) {}
