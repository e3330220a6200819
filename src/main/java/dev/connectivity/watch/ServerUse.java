package dev.connectivity.watch;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Fact.ConnectionUse;

/**
 * How a database server's connections were used.
 *
 * @param nearlyExhausted whether almost all were in use, and not enough were freed since
 */
public record ServerUse(Address server, ConnectionUse use, boolean nearlyExhausted) {}
