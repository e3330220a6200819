/**
 * What a mesh or a gateway is told of a policy, in resources of its own kinds, and what becomes of
 * each: a pure function of the policy, of what the cluster holds, and of what the status remembers.
 */
@NullMarked
package dev.connectivity.traffic;

import org.jspecify.annotations.NullMarked;
