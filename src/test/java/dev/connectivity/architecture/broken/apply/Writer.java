package dev.connectivity.architecture.broken.apply;

/** What a pure stage must not use. */
public record Writer(String field) {}
