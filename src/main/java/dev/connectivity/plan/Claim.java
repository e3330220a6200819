package dev.connectivity.plan;

import java.util.Optional;

/**
 * Whether a field may be set by us.
 *
 * @param byForce whether it must be taken from its holders for that
 * @param owner who holds it now; of several, one that stands in the way
 */
record Claim(boolean granted, boolean byForce, Optional<String> owner) {}
