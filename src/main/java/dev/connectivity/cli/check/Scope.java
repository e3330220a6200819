package dev.connectivity.cli.check;

import dev.connectivity.probe.Fact.ConnectionUse;
import java.util.Optional;

/**
 * What the manifests do not tell of themselves.
 *
 * @param complete whether they are all that there is, so that what is not among them is missing
 * @param server connections of the database server; empty where nobody said
 */
public record Scope(boolean complete, Optional<ConnectionUse> server) {}
