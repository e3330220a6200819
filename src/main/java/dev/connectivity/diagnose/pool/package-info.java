/**
 * Whether the connection pools of a workload's pods fit into what the database server accepts, and
 * what their settings should be. Pure: what the server offers, what the neighbours claim and who
 * scales the workload come as {@link dev.connectivity.diagnose.pool.PoolEvidence}; findings go out,
 * with the one variable that each would change.
 */
@NullMarked
package dev.connectivity.diagnose.pool;

import org.jspecify.annotations.NullMarked;
