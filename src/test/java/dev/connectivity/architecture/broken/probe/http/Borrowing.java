package dev.connectivity.architecture.broken.probe.http;

import dev.connectivity.architecture.broken.probe.tcp.Lender;

/** Another protocol, which leans on the first. */
public record Borrowing(Lender lender) {}
