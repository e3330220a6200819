package dev.connectivity.architecture.broken.misc;

import dev.connectivity.architecture.broken.probe.tcp.Lender;

/** In a package without a stated job, and without a package-info. */
public record Leftover(Lender lender) {}
