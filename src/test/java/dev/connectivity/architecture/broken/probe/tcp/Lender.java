package dev.connectivity.architecture.broken.probe.tcp;

import dev.connectivity.architecture.broken.misc.LeftoverHelper;

/** One protocol, which needs a package that needs it. */
public record Lender(LeftoverHelper helper) {}
