package dev.connectivity.architecture.broken.misc;

/** Named for no job. */
public record LeftoverHelper(String value) {}
