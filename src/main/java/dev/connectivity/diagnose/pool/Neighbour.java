package dev.connectivity.diagnose.pool;

import java.math.BigDecimal;

/**
 * Another policy's workload that connects to the same server. It is nothing but numbers: who it is
 * is nobody else's business.
 *
 * @param sameNamespace whether it is of the policy's own namespace
 * @param demand connections that its pods may open
 * @param share percent of the usable connections that its policy claims
 */
public record Neighbour(boolean sameNamespace, int demand, BigDecimal share) {}
