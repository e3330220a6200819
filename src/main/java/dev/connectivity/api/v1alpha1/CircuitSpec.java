package dev.connectivity.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** When a dependency is given up for a while (failed attempts in a row), and when it is trusted again. */
public record CircuitSpec(@Nullable Integer failures, @Nullable String openFor, @Nullable Integer successes) {}
